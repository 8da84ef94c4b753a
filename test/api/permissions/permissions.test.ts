import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLObjectType, buildSchema } from 'graphql';
import { v7 as uuidv7 } from 'uuid';
import { allRoutes } from '../../../api/routes';
import { createUser } from '../../../services/auth/createUser';
import { seedRoles } from '../../../services/auth/seedRoles';
import { type ApiClient, type ApiReply, apiClient } from '../../support/client';
import { type TestProduct, startProduct } from '../../support/product';
import { quietTemporal } from '../../support/temporal';
import { createScene, type Scene } from './scene';
import { MATRIX, PLACES, ROLES, type Place, type RoleName, permissionsDocument } from './matrix';
import { requestOf } from './requests';

let product: TestProduct;
let scene: Scene;
const clients = new Map<RoleName, ApiClient>();

beforeAll(async () => {
  quietTemporal();
  product = await startProduct();
  await seedRoles(product.services);
  scene = await createScene(product);
  for (const role of ROLES) clients.set(role, await signIn(role));
}, 120_000);
afterAll(() => product?.stop());

const PASSWORD = 'correct horse battery';
const DOCS = join(__dirname, '../../../docs');

async function enter(role: RoleName): Promise<ApiClient> {
  const { body } = await apiClient(product.url).post('/auth/login', {
    username: `caller-${role}`,
    password: PASSWORD,
  });
  return apiClient(product.url, body.access_token);
}

async function signIn(role: RoleName): Promise<ApiClient> {
  const username = `caller-${role}`;
  const area_id = scene.areas.own;
  const id = await createUser(product.services, {
    username,
    full_name: role,
    password: PASSWORD,
    role,
    area_id,
  });
  scene.callers.set(role, id);
  return enter(role);
}

/** Refused as not there or not allowed; anything else (done, or refused for another reason) counts as allowed. */
const isDenied = ({ status, body }: ApiReply): boolean =>
  [401, 403, 404].includes(status) && !['report_template.not_found', 'telegram.off'].includes(body.code);

test('every operation of the API has a row', () => {
  const PUBLIC = ['POST /auth/login', 'POST /auth/token', 'POST /auth/refresh'];
  const routes = allRoutes(product.services).map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  const { Query } = buildSchema(readFileSync(join(DOCS, 'schema.graphql'), 'utf8')).getTypeMap() as {
    Query: GraphQLObjectType;
  };
  const fields = Object.keys(Query.getFields()).map((field) => `QUERY ${field}`);
  const rows = Object.keys(MATRIX).map((operation) =>
    operation.startsWith('QUERY') ? operation.replace(/\(.*/, '') : operation,
  );
  expect([...routes.filter((route) => !PUBLIC.includes(route)), ...fields].sort()).toEqual(rows.sort());
});

test('docs/permissions.md is what the table says', () => {
  const file = join(DOCS, 'permissions.md');
  if (process.env.UPDATE_DOCS) writeFileSync(file, permissionsDocument());
  expect(readFileSync(file, 'utf8')).toBe(permissionsDocument());
});

/** They end the session that everything else is asked with. */
const ENDING = ['POST /auth/logout', 'POST /auth/password'];

test.each(Object.keys(MATRIX).filter((operation) => !ENDING.includes(operation)))(
  '%s: every role reaches just where the table says',
  async (operation) => {
    const reached: Record<string, Place[]> = {};
    for (const role of ROLES) {
      reached[role] = [];
      for (const place of PLACES) {
        const reply = await requestOf(operation, scene, role, place, clients.get(role) as ApiClient);
        // Ending one's own sessions ends this one too.
        if (operation === 'DELETE /users/{user_id}/sessions') clients.set(role, await enter(role));
        if (!isDenied(reply)) reached[role].push(place);
        else if (!scene.sees(operation, role, place))
          expect([operation, role, place, reply.status]).toEqual([operation, role, place, 404]);
      }
    }
    expect(reached).toEqual(Object.fromEntries(ROLES.map((role) => [role, [...MATRIX[operation]![role]]])));
  },
  60_000,
);

test('nothing is there for a caller who is not signed in', async () => {
  const nobody = apiClient(product.url);
  for (const operation of Object.keys(MATRIX)) {
    const reply = await requestOf(operation, scene, 'admin', 'own', nobody);
    expect([operation, reply.status, reply.body.code]).toEqual([operation, 401, 'auth.token_missing']);
  }
});

test('ids of nothing are 404 for everyone who is signed in', async () => {
  // Of roles an administrator with an area hears first that they are not hers to change.
  const named = Object.keys(MATRIX).filter((name) => /\{\w+_id\}/.test(name) && !name.includes('{role_id}'));
  for (const operation of named) {
    const empty = { ...scene, objectFor: async () => uuidv7() };
    const reply = await requestOf(operation, empty, 'admin', 'own', clients.get('admin') as ApiClient);
    expect([operation, reply.status]).toEqual([operation, 404]);
  }
});
