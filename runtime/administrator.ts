import type { Config } from '../platform/config';
import { localApi, statusOf } from './localRequest';
import { keepLogins, readLogins } from './logins';
import type { Secrets } from './secrets';

/** Stands in the table where the operator chose the password and knows it. */
const GIVEN = '(ADMIN_PASSWORD)';

/**
 * Lists the administrator among the logins, once. A database that had users before this folder knows another
 * password: then nobody is listed.
 */
export async function listAdministrator(
  { admin, http }: Config,
  secrets: Secrets,
  runtimeDir: string,
): Promise<void> {
  const { username } = admin;
  if (readLogins(runtimeDir).some((login) => login.username === username)) return;
  const password = admin.password ?? secrets.admin_password;
  const status = await statusOf(`${localApi(http)}/api/v1/auth/login`, { username, password });
  if (status !== 200) return;
  const shown = admin.password === undefined ? password : GIVEN;
  keepLogins(runtimeDir, [{ username, password: shown, role: 'admin', full_name: 'Администратор' }]);
}
