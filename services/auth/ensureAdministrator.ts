import { DomainError } from '../../domain/errors';
import type { Services } from '../context';
import { createUser } from './createUser';
import { generatePassword } from './passwords';

export interface FirstAdministrator {
  user_id: string;
  username: string;
  /** Only when it was made here: nobody can learn it again. */
  generated_password?: string;
}

/** Creates the first administrator where there is no user at all; needs the seeded roles. */
export async function ensureAdministrator(
  services: Pick<Services, 'db'>,
  { username, password }: { username: string; password?: string },
): Promise<FirstAdministrator | undefined> {
  if ((await services.db.read.people.count()) > 0) return undefined;
  const generated = password === undefined ? generatePassword() : undefined;
  try {
    const user_id = await createUser(services, {
      username,
      full_name: 'Администратор',
      password: password ?? (generated as string),
      role: 'admin',
    });
    return { user_id, username, ...(generated !== undefined && { generated_password: generated }) };
  } catch (error) {
    // Another process of the same start was faster.
    if (error instanceof DomainError && error.code === 'user.username_taken') return undefined;
    throw error;
  }
}
