import { allRoutes } from '../../../api/routes';
import type { UserActor } from '../../../domain/actor';
import { startSample, aToken, type Sample } from '../startSample';
import { type Plant, aPlant, asker, codesOf } from './aPlant';

let plant: Plant;
let sample: Sample;
let ask: ReturnType<typeof asker>;
let northern: string;
let southern: string;
let reports: { north: string; south: string; mine: string };

beforeAll(async () => {
  plant = await aPlant();
  northern = await plant.aCheck(plant.executor);
  southern = await plant.aCheck(plant.southern);
  await plant.answer(plant.executor, northern, 'horn', true);
  reports = {
    north: await plant.aReport(northern),
    south: await plant.aReport(southern),
    // Asked for by somebody who has since lost sight of the check.
    mine: await plant.aReport(southern, plant.executor),
  };
  sample = await startSample(allRoutes(plant.services), {
    loadSession: async (_id, userId) => plant.people.get(userId),
    graphql: { services: plant.services, introspection: true, graphiql: true },
  });
  ask = asker(sample);
});
afterAll(async () => {
  await sample?.stop();
  await plant?.database.close();
});

const ROLES = ['admin', 'manager', 'executor', 'southern', 'auditor'] as const;
type Name = (typeof ROLES)[number];

interface Connection {
  edges: { node: { id: string } }[];
}
const idsIn = (connection: Connection | null) =>
  connection && connection.edges.map(({ node }) => node.id).sort();

async function rest(user: UserActor, path: string) {
  return sample.call('GET', path, { token: aToken({ claims: { sub: user.user_id } }) });
}

test.each(ROLES)('%s gets by GraphQL exactly what REST gives, and the same refusals', async (name) => {
  const user = plant[name];
  const listed: [field: string, path: string][] = [
    ['checks', '/checks/'],
    ['templates', '/templates/'],
    ['reports', '/reports/'],
    ['users', '/users/'],
    ['auditEntries', '/audit/'],
  ];
  for (const [field, path] of listed) {
    const answer = await rest(user, path);
    const reply = await ask(user, `{ ${field} { edges { node { id } } } }`);
    if (answer.status === 200) {
      const items = (answer.body.items as { id: string }[]).map(({ id }) => id).sort();
      expect([field, idsIn(reply.body.data[field])]).toEqual([field, items]);
    } else {
      expect([field, reply.body.data[field], codesOf(reply)]).toEqual([field, null, [answer.body.code]]);
    }
  }
  const single: [field: string, path: string, ids: string[]][] = [
    ['check', '/checks', [northern, southern]],
    ['report', '/reports', Object.values(reports)],
    ['template', '/templates', [plant.template.id]],
    ['user', '/users', ROLES.map((role) => plant[role].user_id)],
  ];
  for (const [field, path, ids] of single)
    for (const id of ids) {
      const answer = await rest(user, `${path}/${id}`);
      const reply = await ask(user, `{ ${field}(id: "${id}") { id } }`);
      expect([field, reply.body.data[field]?.id ?? null, codesOf(reply)[0]]).toEqual(
        answer.status === 200 ? [field, id, undefined] : [field, null, answer.body.code],
      );
    }
});

const seen: Record<Name, ('northern' | 'southern')[]> = {
  admin: ['northern', 'southern'],
  auditor: ['northern', 'southern'],
  manager: ['northern'],
  executor: ['northern'],
  southern: ['southern'],
};

test.each(ROLES)('%s sees the checks of their own places alone', async (name) => {
  const { body } = await ask(plant[name], '{ checks { edges { node { id } } } }');
  const ids = { northern, southern };
  expect(idsIn(body.data.checks)).toEqual(seen[name].map((which) => ids[which]).sort());
});

test('what a seen thing leads to is held to the same sight', async () => {
  const { body } = await ask(
    plant.executor,
    `{ reports { edges { node { id check { id answers { value } } } } }
       checks { edges { node { template { id } structure reports { id }
         executor { fullName email role { name } supervisor { fullName role { name } } } } } } }`,
  );
  expect(body.errors).toBeUndefined();
  expect(body.data.reports.edges).toEqual([{ node: { id: reports.mine, check: null } }]);
  const [{ node }] = body.data.checks.edges;
  expect(node).toEqual({
    template: null,
    structure: plant.template.structure,
    reports: [],
    executor: {
      fullName: 'Иванов',
      email: null,
      role: { name: 'executor' },
      supervisor: { fullName: expect.any(String), role: null },
    },
  });
});

test('a person whom the caller may not see is a name and nothing else', async () => {
  const { body } = await ask(
    plant.manager,
    `{ auditEntries { edges { node { userId user { id } } } }
       templates { edges { node { createdBy { id fullName email role { name } active createdAt may areaId } } } } }`,
  );
  expect(body.errors).toBeUndefined();
  expect(body.data.templates.edges[0].node.createdBy).toEqual({
    id: plant.admin.user_id,
    fullName: 'Администратор',
    email: null,
    role: null,
    active: null,
    createdAt: null,
    may: null,
    areaId: null,
  });
  const byAdmin = body.data.auditEntries.edges.filter(
    ({ node }: { node: { userId: string } }) => node.userId === plant.admin.user_id,
  );
  expect(byAdmin.length).toBeGreaterThan(0);
  expect(byAdmin[0].node.user).toBeNull();
});

test('by aliases nobody reaches what is hidden, and what is seen comes all the same', async () => {
  const reply = await ask(
    plant.executor,
    `{ a: check(id: "${southern}") { id answers { value } } b: check(id: "${northern}") { id } }`,
  );
  expect(reply.body.data).toEqual({ a: null, b: { id: northern } });
  expect(reply.body.errors).toEqual([
    expect.objectContaining({
      path: ['a'],
      extensions: expect.objectContaining({ code: 'check.not_found' }),
    }),
  ]);
});
