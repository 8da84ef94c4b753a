import { type Static, Type } from '@sinclair/typebox';
import type { PersonRow } from '../../db/repositories/people';
import type { Actor } from '../../domain/actor';
import { PERMISSIONS } from '../../domain/permissions';
import { may } from '../../policies/authorize';
import { Timestamp, Uuid, nullable, oneOf } from '../schemas';

const shown = {
  id: Uuid,
  username: Type.String(),
  full_name: Type.String(),
  email: nullable(Type.String()),
  role_id: Uuid,
  role: Type.Object({ id: Uuid, name: Type.String(), title: Type.String() }),
  area_id: nullable(Uuid),
  supervisor_id: nullable(Uuid),
  locale: oneOf(['ru', 'en']),
  active: Type.Boolean(),
  telegram_linked: Type.Boolean(),
  created_at: Timestamp,
};

export const Me = Type.Object(
  {
    ...shown,
    permissions: Type.Array(oneOf(PERMISSIONS)),
    telegram_on: Type.Boolean({ description: 'Whether there is a bot to link an account to' }),
    may: Type.Array(Type.String()),
  },
  { $id: 'Me' },
);
export const User = Type.Object({ ...shown, may: Type.Array(oneOf(['update'])) }, { $id: 'User' });

export function meJson(person: PersonRow, telegram_on: boolean): Static<typeof Me> {
  return { ...shownOf(person), permissions: [...person.permissions], telegram_on, may: ['update'] };
}

export function userJson(person: PersonRow, actor: Actor): Static<typeof User> {
  return { ...shownOf(person), may: may(actor, 'update', 'User', person) ? ['update'] : [] };
}

function shownOf(person: PersonRow) {
  const { id, username, full_name, email, role_id, area_id, supervisor_id, locale, active } = person;
  return {
    ...{ id, username, full_name, email, role_id, area_id, supervisor_id, locale, active },
    role: { id: role_id, name: person.role, title: person.role_title },
    telegram_linked: person.telegram_linked,
    created_at: person.created_at.toISOString(),
  };
}
