import { v7 as uuidv7 } from 'uuid';
import { type Actor, type Locale, SYSTEM } from '../../domain/actor';
import { DomainError, type Fault } from '../../domain/errors';
import { USERNAME } from '../../domain/person';
import type { Services } from '../context';
import { assertStrong } from './passwordPolicy';
import { hashPassword } from './passwords';

export interface NewUser {
  username: string;
  full_name: string;
  password: string;
  /** A role's name. */
  role: string;
  area_id?: string | null;
  supervisor_id?: string | null;
  locale?: Locale;
  email?: string | null;
}

/**
 * Returns the new user's id.
 * @throws DomainError `request.invalid` with the fields at fault, `auth.weak_password`, `user.username_taken`
 */
export async function createUser(
  { db }: Pick<Services, 'db'>,
  input: NewUser,
  actor: Actor = SYSTEM,
): Promise<string> {
  const { username, full_name, password, email = null } = input;
  const { area_id = null, supervisor_id = null, locale = 'ru' } = input;
  assertStrong(password, { username, full_name });
  const role = await db.read.people.roleByName(input.role);
  const faults: Fault[] = [];
  if (!USERNAME.test(username)) faults.push({ path: '/username', code: 'field.bad_format' });
  if (full_name.trim() === '') faults.push({ path: '/full_name', code: 'field.missing' });
  if (!role) faults.push({ path: '/role', code: 'field.not_allowed' });
  if (!role || faults.length > 0) throw new DomainError('request.invalid', { faults });

  const password_hash = await hashPassword(password);
  const id = uuidv7();
  const rights = { role_id: role.id, area_id, supervisor_id };
  await db
    .transaction(async (tx) => {
      await tx.people.insert({ id, username, full_name, email, password_hash, locale, ...rights });
      tx.audit.append({
        actor,
        action: 'user.create',
        entity_id: id,
        area_id,
        diff: { before: null, after: { ...rights, locale, active: true } },
      });
    })
    .catch((error: unknown) => {
      throw isTaken(error) ? new DomainError('user.username_taken', { params: { username } }) : error;
    });
  return id;
}

const isTaken = (error: unknown): boolean =>
  (error as { constraint?: string }).constraint === 'users_username_taken';
