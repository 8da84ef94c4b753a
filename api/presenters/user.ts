import { type Static, Type } from '@sinclair/typebox';
import type { PersonRow } from '../../db/repositories/people';
import { PERMISSIONS } from '../../domain/permissions';
import { Timestamp, Uuid, nullable, oneOf } from '../schemas';

export const Me = Type.Object(
  {
    id: Uuid,
    username: Type.String(),
    full_name: Type.String(),
    email: nullable(Type.String()),
    role_id: Uuid,
    role: Type.Object({ id: Uuid, name: Type.String(), title: Type.String() }),
    permissions: Type.Array(oneOf(PERMISSIONS)),
    area_id: nullable(Uuid),
    supervisor_id: nullable(Uuid),
    locale: oneOf(['ru', 'en']),
    active: Type.Boolean(),
    telegram_linked: Type.Boolean(),
    created_at: Timestamp,
    may: Type.Array(Type.String()),
  },
  { $id: 'Me' },
);

export function meJson(person: PersonRow): Static<typeof Me> {
  const { id, username, full_name, email, role_id, area_id, supervisor_id, locale, active } = person;
  return {
    ...{ id, username, full_name, email, role_id, area_id, supervisor_id, locale, active },
    role: { id: role_id, name: person.role, title: person.role_title },
    permissions: [...person.permissions],
    telegram_linked: false,
    created_at: person.created_at.toISOString(),
    may: [],
  };
}
