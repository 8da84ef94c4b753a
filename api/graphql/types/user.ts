import type { PersonRow, UserFilter } from '../../../db/repositories/people';
import { DomainError } from '../../../domain/errors';
import { isUuid } from '../../../domain/plainText';
import { me as getMe } from '../../../services/auth/me';
import { listUsers } from '../../../services/users/listUsers';
import { userJson } from '../../presenters/user';
import { type ListArgs, agedConnection, connectionTypes, filterOf, pageOf } from '../connection';
import { type GraphqlContext, type Resolver, sameField } from '../context';

export const typeDefs = `
  extend type Query {
    me: User!
    user(id: ID!): User
    "The users that the caller may see, newest first"
    users(first: Int = 50, after: String, filter: UserFilter): UserConnection
  }

  input UserFilter {
    roleId: ID
    "This area and those below it"
    areaId: ID
    active: Boolean
    "Part of the user name or the full name"
    q: String
  }

  enum Locale { ru en }

  "A person. Whoever sees a person's work reads the name; the rest is null for those who may not see the user."
  type User {
    id: ID!
    username: String!
    fullName: String!
    email: String
    roleId: ID
    role: Role
    permissions: [String!]
    areaId: ID
    area: Area
    supervisorId: ID
    supervisor: User
    locale: Locale
    active: Boolean
    telegramLinked: Boolean
    createdAt: DateTime
    may: [String!]
  }

  type Role {
    id: ID!
    name: String!
    title: String!
    permissions: [String!]!
  }

  type Area {
    id: ID!
    name: String!
    parent: Area
    "From the plant down to the area itself"
    path: [ID!]!
    timeZone: String!
    calendarId: ID
    createdAt: DateTime!
  }
  ${connectionTypes('User')}
`;

/** At least the id; names where the row that told of the person had them. */
type Named = { id: string; username?: string; full_name?: string };

const me: Resolver = async (_source, _args, { services, load }) => {
  const person = await getMe(services);
  load.users.prime(person.id, person);
  return person;
};

const user: Resolver<unknown, { id: string }> = async (_source, { id }, { load }) => {
  const found = isUuid(id) && (await load.users.load(id));
  if (!found) throw new DomainError('user.not_found');
  return found;
};

const users: Resolver<unknown, ListArgs> = async (_source, args, { services, load, clock }) => {
  const page = await listUsers(services, filterOf<UserFilter>(args), pageOf(args, clock));
  for (const person of page.items) load.users.prime(person.id, person);
  return agedConnection(
    page,
    ({ id, username, full_name, created_at }) => ({
      ...{ id, username, full_name },
      created_at: created_at.toISOString(),
    }),
    args,
  );
};

const named =
  (field: 'username' | 'full_name'): Resolver<Named> =>
  async (source, _args, { load }) =>
    source[field] ?? (await load.names.load(source.id))?.[field];

const ofVisible =
  (read: (person: PersonRow, context: GraphqlContext) => unknown): Resolver<Named> =>
  async ({ id }, _args, context) => {
    const person = await context.load.users.load(id);
    return person && read(person, context);
  };

const asInRest: Resolver<Named> = async ({ id }, args, context, info) => {
  const person = await context.load.users.load(id);
  return person && sameField(userJson(person, context.services.actor), args, context, info);
};

export const resolvers = {
  Query: { me, user, users },
  User: {
    username: named('username'),
    fullName: named('full_name'),
    email: asInRest,
    roleId: asInRest,
    role: ofVisible(({ role_id, role, role_title, permissions }) => ({
      id: role_id,
      name: role,
      title: role_title,
      permissions,
    })),
    permissions: ofVisible(({ permissions }) => permissions),
    areaId: asInRest,
    area: ofVisible(({ area_id }, { load }) => area_id && load.areas.load(area_id)),
    supervisorId: asInRest,
    supervisor: ofVisible(({ supervisor_id }, { load }) => supervisor_id && load.names.load(supervisor_id)),
    locale: asInRest,
    active: asInRest,
    telegramLinked: asInRest,
    createdAt: asInRest,
    may: asInRest,
  },
  Area: {
    parent: (({ parent_id }, _args, { load }) => parent_id && load.areas.load(parent_id)) as Resolver<{
      parent_id: string | null;
    }>,
  },
};
