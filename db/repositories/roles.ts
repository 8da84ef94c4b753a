import type { Connection } from '../connection';
import { Role } from '../models/people';
import { type Page, type PageRequest, newestFirst } from '../page';

export function createRoles(connection: Connection) {
  return {
    async list(page: PageRequest): Promise<Page<Role>> {
      return newestFirst(Role.query(connection), page);
    },
    async find(id: string): Promise<Role | undefined> {
      return Role.query(connection).findById(id);
    },
    async insert(role: Pick<Role, 'id' | 'name' | 'title' | 'permissions' | 'created_at'>): Promise<void> {
      await connection('roles').insert(role);
    },
    async update(id: string, patch: Partial<Pick<Role, 'title' | 'permissions'>>): Promise<void> {
      await connection('roles').where({ id }).update(patch);
    },
  };
}
