import type { PersonRow } from '../../db/repositories/people';
import type { Tx } from '../../db/transaction';
import { DomainError, type Fault } from '../../domain/errors';
import { personFaults } from '../../domain/person';
import type { UserSubject } from '../../policies/user';
import { weaknesses } from '../auth/passwordPolicy';
import type { UserPatchInput } from './userFields';

type Rows = Pick<Tx, 'people' | 'places' | 'roles'>;

/**
 * What the policy is to look at once the fields are set. `current` is the user as they stand, undefined for a new one.
 * @throws DomainError `user.invalid` or `auth.weak_password` with all faults
 */
export async function judgeUser(
  { people, places, roles }: Rows,
  id: string,
  input: UserPatchInput,
  current?: PersonRow,
): Promise<UserSubject> {
  const { role_id, area_id, supervisor_id, password } = input;
  const [role, area, supervisor] = await Promise.all([
    role_id === undefined ? undefined : roles.find(role_id),
    area_id ? places.area(area_id) : undefined,
    supervisor_id ? people.find(supervisor_id) : undefined,
  ]);
  const faults: Fault[] = personFaults(input);
  const { username = current?.username ?? '', full_name = current?.full_name ?? '' } = input;
  if (password !== undefined) faults.push(...weaknesses(password, { username, full_name }));
  if (role_id !== undefined && !role) faults.push({ path: '/role_id', code: 'user.unknown_role' });
  if (area_id && !area) faults.push({ path: '/area_id', code: 'user.unknown_area' });
  if (supervisor_id) {
    const path = '/supervisor_id';
    if (!supervisor?.active) faults.push({ path, code: 'user.unknown_supervisor' });
    else if (supervisor_id === id || (await people.supervisorsAbove(supervisor_id)).includes(id))
      faults.push({ path, code: 'user.supervisor_cycle' });
  }
  if (faults.length > 0) refuse(faults);
  return {
    id,
    permissions: role?.permissions ?? current?.permissions ?? [],
    area_path: area_id === undefined ? (current?.area_path ?? []) : (area?.path ?? []),
  };
}

function refuse(faults: Fault[]): never {
  const isWeak = faults.every(({ code }) => code.startsWith('password.'));
  throw new DomainError(isWeak ? 'auth.weak_password' : 'user.invalid', { faults });
}
