import type { Knex } from 'knex';
import type { UserActor } from '../../domain/actor';
import type { Permission } from '../../domain/permissions';
import type { Connection } from '../connection';
import { type Role, User } from '../models/people';
import { type Page, type PageRequest, newestFirst } from '../page';
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
  telegram_linked: boolean;
  created_at: Date;
}

const PERSON = `select u.id, u.username, u.full_name, u.email, u.role_id, r.name as role, r.title as role_title, r.permissions,
    u.area_id, coalesce(a.path, '{}') as area_path, u.supervisor_id, u.locale, u.active, u.auth_version,
    tl.user_id is not null as telegram_linked, u.created_at
  from users u join roles r on r.id = u.role_id left join areas a on a.id = u.area_id
    left join telegram_links tl on tl.user_id = u.id`;

export interface UserFilter {
  /** Part of the username or the full name. */
  q?: string;
  role_id?: string;
  /** The area and those below it. */
  area_id?: string;
  active?: boolean;
}

export type UserPatch = Partial<
  Pick<
    User,
    | 'username'
    | 'full_name'
    | 'email'
    | 'password_hash'
    | 'role_id'
    | 'area_id'
    | 'supervisor_id'
    | 'locale'
    | 'active'
    | 'auth_version'
  >
>;

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

    /** `scope` refers to `users` and the alias `a` of areas. */
    async list(
      scope: (query: Knex.QueryBuilder) => void,
      filter: UserFilter,
      page: PageRequest,
    ): Promise<Page<PersonRow>> {
      const query = User.query(connection)
        .select('users.id', 'users.created_at')
        .joinRaw('left join areas a on a.id = users.area_id')
        .where((builder) => scope(builder as unknown as Knex.QueryBuilder));
      const { q, role_id, area_id, active } = filter;
      if (role_id) void query.where('users.role_id', role_id);
      if (area_id) void query.whereRaw('a.path @> array[?]::uuid[]', [area_id]);
      if (active !== undefined) void query.where('users.active', active);
      if (q) {
        const part = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
        void query.whereRaw('(users.username ilike ? or users.full_name ilike ?)', [part, part]);
      }
      const { items, next } = await newestFirst(query, page);
      const people = new Map((await this.findMany(items.map(({ id }) => id))).map((one) => [one.id, one]));
      return { items: items.flatMap(({ id }) => people.get(id) ?? []), next };
    },

    /**
     * To be called first in a transaction that changes users, roles, areas or calendars: such changes take turns, so
     * that what each decides by (the last administrator, chains of supervisors, the tree of areas) stays as it was read.
     */
    async takeTurn(): Promise<void> {
      await connection.raw("select pg_advisory_xact_lock(hashtext('proverka.administration'))");
    },

    async lock(id: string): Promise<PersonRow | undefined> {
      await connection.raw('select from users where id = ? for no key update', [id]);
      return this.find(id);
    },

    async update(id: string, patch: UserPatch): Promise<void> {
      await connection('users').where({ id }).update(patch);
    },

    /** Locks out a change of the password until the transaction ends; undefined for whom there is no such user. */
    async keepCredentials(id: string): Promise<Pick<User, 'password_hash' | 'active'> | undefined> {
      return User.query(connection).select('password_hash', 'active').findById(id).forShare();
    },

    /** The supervisors above a user, the nearest first, the user's own supervisor included. */
    async supervisorsAbove(id: string): Promise<string[]> {
      const { rows } = await connection.raw(
        `with recursive up as (
           select supervisor_id as id, 1 as step from users where id = ?
           union select u.supervisor_id, up.step + 1 from users u join up on u.id = up.id where up.step < 1000)
         select id from up where id is not null order by step`,
        [id],
      );
      return (rows as { id: string }[]).map((row) => row.id);
    },

    /** Active holders, over the whole plant, of a role with these permissions. */
    async administrators(permissions: readonly Permission[]): Promise<{ id: string; role_id: string }[]> {
      const { rows } = await connection.raw(
        `select u.id, u.role_id from users u join roles r on r.id = u.role_id
          where u.active and u.area_id is null and r.permissions @> ?::text[]`,
        [[...permissions]],
      );
      return rows;
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
