import type { Knex } from 'knex';
import type { UserActor } from '../../domain/actor';
import type { Permission } from '../../domain/permissions';
import type { Connection } from '../connection';
import { type Role, User } from '../models/people';
import { prepared } from '../prepared';

/** A person with the role's name and permissions. */
export interface PersonRow {
  id: string;
  username: string;
  full_name: string;
  email: string | null;
  role_id: string;
  role: string;
  role_title: string;
  permissions: UserActor['permissions'];
  area_id: string | null;
  area_path: string[];
  supervisor_id: string | null;
  locale: UserActor['locale'];
  active: boolean;
  auth_version: number;
  created_at: Date;
}

const PERSON = `select u.id, u.username, u.full_name, u.email, u.role_id, r.name as role, r.title as role_title, r.permissions,
    u.area_id, coalesce(a.path, '{}') as area_path, u.supervisor_id, u.locale, u.active, u.auth_version, u.created_at
  from users u join roles r on r.id = u.role_id left join areas a on a.id = u.area_id`;

export function createPeople(connection: Connection) {
  const persons = async (where: string, bindings: readonly unknown[]): Promise<PersonRow[]> =>
    ((await connection.raw(`${PERSON} ${where}`, bindings as string[])) as { rows: PersonRow[] }).rows;

  return {
    async insert(
      user: Omit<User, keyof import('objection').Model | 'created_at' | 'auth_version' | 'active'>,
    ): Promise<void> {
      await connection('users').insert(user);
    },

    async find(id: string): Promise<PersonRow | undefined> {
      return (await this.findMany([id]))[0];
    },

    async findMany(ids: readonly string[]): Promise<PersonRow[]> {
      return prepared(connection, 'people_find', `${PERSON} where u.id = any($1)`, [[...ids]]);
    },

    /** Those of them that the `scope` lets through; it refers to `users` and the alias `a` of areas. */
    async findVisible(
      scope: (query: Knex.QueryBuilder) => void,
      ids: readonly string[],
    ): Promise<PersonRow[]> {
      const visible = connection('users')
        .leftJoin('areas as a', 'a.id', 'users.area_id')
        .whereIn('users.id', [...ids])
        .where((builder) => scope(builder))
        .pluck('users.id');
      return this.findMany((await visible) as string[]);
    },

    async credentials(username: string): Promise<Pick<User, 'id' | 'password_hash' | 'active'> | undefined> {
      return User.query(connection)
        .select('id', 'password_hash', 'active')
        .whereRaw('lower(username) = lower(?)', [username])
        .first();
    },

    /** The callers behind sessions; none where the session or the user is no longer good. */
    async bySessions(ids: readonly string[]): Promise<(PersonRow & { session_id: string })[]> {
      return prepared(
        connection,
        'people_by_sessions',
        `${PERSON.replace('select', 'select s.id as session_id,')} join sessions s on s.user_id = u.id
          where s.id = any($1) and s.ended_at is null and s.expires_at > now() and u.active`,
        [[...ids]],
      );
    },

    /** Active holders of a role in the area, else in the nearest area above that has any; without an area, all of the plant's. */
    async holdersOfRole(role: string, areaPath: readonly string[]): Promise<PersonRow[]> {
      const holders = await persons('where u.active and r.name = ?', [role]);
      for (const areaId of [...areaPath].reverse()) {
        const here = holders.filter((person) => person.area_id === areaId);
        if (here.length > 0) return here;
      }
      const unbound = holders.filter((person) => person.area_id === null);
      return unbound.length > 0 || areaPath.length > 0 ? unbound : holders;
    },

    /** Active people whose role holds a permission. */
    async withPermission(permission: Permission): Promise<PersonRow[]> {
      return persons('where u.active and ? = any(r.permissions)', [permission]);
    },

    async roleByName(name: string): Promise<{ id: string; name: string } | undefined> {
      return connection('roles').where({ name }).first('id', 'name');
    },

    /** False when there is a role of this name already. */
    async ensureRole(role: Pick<Role, 'id' | 'name' | 'title' | 'permissions'>): Promise<boolean> {
      const inserted = await connection('roles').insert(role).onConflict('name').ignore().returning('id');
      return inserted.length > 0;
    },

    async count(): Promise<number> {
      const [row] = await connection('users').count('* as n');
      return Number(row?.n ?? 0);
    },
  };
}
