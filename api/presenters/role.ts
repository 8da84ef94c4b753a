import { type Static, Type } from '@sinclair/typebox';
import type { Role as RoleRow } from '../../db/models/people';
import type { Actor } from '../../domain/actor';
import { PERMISSIONS } from '../../domain/permissions';
import { may } from '../../policies/authorize';
import { Timestamp, Uuid, oneOf } from '../schemas';

export const Permissions = Type.Array(oneOf(PERMISSIONS), { maxItems: 100 });

export const Role = Type.Object(
  {
    id: Uuid,
    name: Type.String({ description: 'Fixed: targets such as role:manager name it' }),
    title: Type.String(),
    permissions: Permissions,
    created_at: Timestamp,
    may: Type.Array(oneOf(['update'])),
  },
  { $id: 'Role' },
);

export function roleJson(role: RoleRow, actor: Actor): Static<typeof Role> {
  const { id, name, title, permissions, created_at } = role;
  return {
    ...{ id, name, title, permissions },
    created_at: created_at.toISOString(),
    may: may(actor, 'update', 'Role', { changed: [] }) ? ['update'] : [],
  };
}
