import type { Fault } from './errors';
import { isBlank } from './plainText';

export const USERNAME = /^[a-z0-9._-]{2,64}$/;
const EMAIL = /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@.<>,;:"()[\]\\]+(\.[^\s@.<>,;:"()[\]\\]+)+$/;
const MAX_EMAIL_LENGTH = 254;

/** Faults of the fields that are given. */
export function personFaults(input: {
  username?: string;
  full_name?: string;
  email?: string | null;
}): Fault[] {
  const { username, full_name, email } = input;
  const faults: Fault[] = [];
  if (username !== undefined && !USERNAME.test(username))
    faults.push({ path: '/username', code: 'field.bad_format', params: { expected: 'username' } });
  if (full_name !== undefined && isBlank(full_name))
    faults.push({ path: '/full_name', code: 'field.missing' });
  if (typeof email === 'string' && (email.length > MAX_EMAIL_LENGTH || !EMAIL.test(email)))
    faults.push({ path: '/email', code: 'field.bad_format', params: { expected: 'email' } });
  return faults;
}
