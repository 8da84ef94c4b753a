import { createUser } from '../../services/auth/createUser';
import { seedRoles } from '../../services/auth/seedRoles';
import { type ApiClient, apiClient } from './client';
import type { TestProduct } from './product';

export const PASSWORD = 'correct horse battery';

/** A workshop's manager and executor, both signed in. */
export async function signedIn({ services, build, url }: TestProduct) {
  await seedRoles(services);
  const area_id = await build.anArea({ name: 'Цех 1' });
  const aPerson = (username: string, role: string, supervisor_id?: string) =>
    createUser(services, {
      username,
      full_name: username,
      password: PASSWORD,
      role,
      area_id,
      ...(supervisor_id && { supervisor_id }),
    });
  const managerId = await aPerson('manager', 'manager');
  const executorId = await aPerson('executor', 'executor', managerId);
  const signIn = async (username: string): Promise<ApiClient> => {
    const { body } = await apiClient(url).post('/auth/login', { username, password: PASSWORD });
    return apiClient(url, body.access_token);
  };
  return { executorId, manager: await signIn('manager'), executor: await signIn('executor') };
}
