import type { PersonRow } from '../../../db/repositories/people';
import { DomainError } from '../../../domain/errors';
import { isUuid } from '../../../domain/plainText';
import { me as getMe } from '../../../services/auth/me';
import type { GraphqlContext, Resolver } from '../context';

export const typeDefs = `
  extend type Query {
    me: User!
    user(id: ID!): User
  }

  enum Locale { ru en }

  "A person. Whoever sees a person's work reads the name; the rest is null for those who may not see the user."
  type User {
    id: ID!
    username: String!
    fullName: String!
    email: String
    role: Role
    permissions: [String!]
    areaId: ID
    area: Area
    supervisor: User
    locale: Locale
    active: Boolean
    createdAt: DateTime
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

export const resolvers = {
  Query: { me, user },
  User: {
    username: named('username'),
    fullName: named('full_name'),
    email: ofVisible(({ email }) => email),
    role: ofVisible(({ role_id, role, role_title, permissions }) => ({
      id: role_id,
      name: role,
      title: role_title,
      permissions,
    })),
    permissions: ofVisible(({ permissions }) => permissions),
    areaId: ofVisible(({ area_id }) => area_id),
    area: ofVisible(({ area_id }, { load }) => area_id && load.areas.load(area_id)),
    supervisor: ofVisible(({ supervisor_id }, { load }) => supervisor_id && load.names.load(supervisor_id)),
    locale: ofVisible(({ locale }) => locale),
    active: ofVisible(({ active }) => active),
    createdAt: ofVisible(({ created_at }) => created_at),
  },
  Area: {
    parent: (({ parent_id }, _args, { load }) => parent_id && load.areas.load(parent_id)) as Resolver<{
      parent_id: string | null;
    }>,
  },
};
