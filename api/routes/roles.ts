import { Type } from '@sinclair/typebox';
import type { Services } from '../../services/context';
import { createRole } from '../../services/roles/createRole';
import { listRoles } from '../../services/roles/listRoles';
import type { RoleFields } from '../../services/roles/roleFields';
import { updateRole } from '../../services/roles/updateRole';
import { pageJson, pageRequest } from '../paging';
import { Permissions, Role, roleJson } from '../presenters/role';
import { type Route, route } from '../route';
import { ListQuery, Uuid, listOf } from '../schemas';

const tag = 'Users';

const Title = Type.String({ minLength: 1, maxLength: 200 });
const NewRole = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z0-9_-]{1,40}$', description: 'Fixed once it is made' }),
    title: Title,
    permissions: Permissions,
  },
  { $id: 'NewRole' },
);
const RolePatch = Type.Object(
  { title: Type.Optional(Title), permissions: Type.Optional(Permissions) },
  { $id: 'RolePatch' },
);

export function roleRoutes(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/roles/',
      tag,
      summary: 'All roles, newest first',
      query: ListQuery,
      returns: { 200: listOf(Role) },
      refuses: [],
      handle: async ({ actor }, { query }) =>
        pageJson(await listRoles({ ...services, actor }, pageRequest(query)), (role) =>
          roleJson(role, actor),
        ),
    }),
    route({
      method: 'post',
      path: '/roles/',
      tag,
      summary: 'Make a role',
      description: 'With permissions that the caller has.',
      body: NewRole,
      example: { name: 'engineer', title: 'Инженер по охране труда', permissions: ['VIEW_CHECKS'] },
      returns: { 201: Role },
      refuses: ['role.name_taken', 'role.beyond_own_rights'],
      handle: async ({ actor }, { body }) => roleJson(await createRole({ ...services, actor }, body), actor),
    }),
    route({
      method: 'patch',
      path: '/roles/{role_id}',
      tag,
      summary: 'Change what a role permits',
      description:
        'Takes effect on the next request of each holder. The caller has all that is given or taken.',
      params: Type.Object({ role_id: Uuid }),
      body: RolePatch,
      example: { permissions: ['VIEW_CHECKS', 'VIEW_REPORTS'] },
      returns: { 200: Role },
      refuses: ['role.not_found', 'role.beyond_own_rights', 'role.protected', 'user.last_administrator'],
      handle: async ({ actor }, { params, body }) => {
        const patch = body as Partial<Omit<RoleFields, 'name'>>;
        return roleJson(await updateRole({ ...services, actor }, params.role_id, patch), actor);
      },
    }),
  ];
}
