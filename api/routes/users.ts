import { Type } from '@sinclair/typebox';
import type { UserFilter } from '../../db/repositories/people';
import type { Services } from '../../services/context';
import { type NewUserInput, addUser } from '../../services/users/addUser';
import { listUsers } from '../../services/users/listUsers';
import { updateUser } from '../../services/users/updateUser';
import type { UserPatchInput } from '../../services/users/userFields';
import { visibleUser } from '../../services/users/visibleUser';
import { pageJson, pageRequest, withoutPaging } from '../paging';
import { User, userJson } from '../presenters/user';
import { type Route, route } from '../route';
import { Uuid, listOf, listQuery, nullable, oneOf } from '../schemas';

const tag = 'Users';

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const maybe = Type.Optional;

const optional = {
  email: maybe(nullable(Type.String({ maxLength: 300 }))),
  area_id: maybe(nullable({ ...Uuid, description: 'Permissions reach it and what lies below; null: all' })),
  supervisor_id: maybe(nullable(Uuid)),
  locale: maybe(oneOf(['ru', 'en'])),
};
const Username = { ...text(200), description: '2 to 64 of a-z, 0-9, dot, hyphen and underscore' };
const Password = { ...text(1000), description: '10 to 200 characters, none of the common ones' };

const NewUser = Type.Object(
  { username: Username, full_name: text(200), password: Password, role_id: Uuid, ...optional },
  { $id: 'NewUser' },
);
const UserPatch = Type.Object(
  {
    username: maybe(Username),
    full_name: maybe(text(200)),
    password: maybe(Password),
    role_id: maybe(Uuid),
    ...optional,
    active: maybe(Type.Boolean()),
  },
  { $id: 'UserPatch' },
);

const UserParams = Type.Object({ user_id: Uuid });

const UserListQuery = listQuery({
  q: maybe(Type.String({ maxLength: 200, description: 'Part of the username or the full name' })),
  role_id: maybe(Uuid),
  area_id: maybe({ ...Uuid, description: 'The area and those below it' }),
  active: maybe(Type.Boolean()),
});

export function userRoutes(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/users/',
      tag,
      summary: 'List the users that the caller may see, newest first',
      query: UserListQuery,
      returns: { 200: listOf(User) },
      refuses: [],
      handle: async ({ actor }, { query }) => {
        const filter = withoutPaging(query) as UserFilter;
        const page = await listUsers({ ...services, actor }, filter, pageRequest(query));
        return pageJson(page, (person) => userJson(person, actor));
      },
    }),
    route({
      method: 'post',
      path: '/users/',
      tag,
      summary: 'Add a user',
      body: NewUser,
      example: {
        username: 'petrov',
        full_name: 'Петров Пётр',
        password: 'табурет, чайник и окно',
        role_id: '01900000-0000-7000-8000-000000000001',
      },
      returns: { 201: User },
      refuses: ['user.invalid', 'auth.weak_password', 'user.username_taken', 'user.beyond_own_rights'],
      handle: async ({ actor }, { body }) =>
        userJson(await addUser({ ...services, actor }, body as NewUserInput), actor),
    }),
    route({
      method: 'get',
      path: '/users/{user_id}',
      tag,
      summary: 'A user',
      params: UserParams,
      returns: { 200: User },
      refuses: ['user.not_found'],
      handle: async ({ actor }, { params }) =>
        userJson(await visibleUser({ ...services, actor }, params.user_id), actor),
    }),
    route({
      method: 'patch',
      path: '/users/{user_id}',
      tag,
      summary: 'Change a user',
      description:
        'Without `active`, or with a new `password`, all sessions of the user end at once. What a deactivated executor ' +
        'had to fill in is told to the supervisor, to be reassigned.',
      params: UserParams,
      body: UserPatch,
      example: { active: false },
      returns: { 200: User },
      refuses: [
        'user.not_found',
        'user.invalid',
        'auth.weak_password',
        'user.username_taken',
        'user.beyond_own_rights',
        'user.own_password',
        'user.last_administrator',
      ],
      handle: async ({ actor }, { params, body }) =>
        userJson(await updateUser({ ...services, actor }, params.user_id, body as UserPatchInput), actor),
    }),
  ];
}
