import { allRoutes } from '../../../api/routes';
import { type Sample, aToken, startSample } from '../startSample';
import { type Plant, aPlant, asker } from './aPlant';

let plant: Plant;
let sample: Sample;
let ask: ReturnType<typeof asker>;
/** Newest first. */
let checks: string[];

beforeAll(async () => {
  plant = await aPlant();
  checks = [];
  for (let n = 0; n < 5; n++) checks.unshift(await plant.aCheck(n % 2 ? plant.southern : plant.executor));
  for (const id of checks.slice(0, 3)) await plant.aReport(id);
  sample = await startSample(allRoutes(plant.services), {
    loadSession: async (_id, userId) => plant.people.get(userId),
    graphql: { services: plant.services, introspection: true, graphiql: false },
  });
  ask = asker(sample);
});
afterAll(async () => {
  await sample?.stop();
  await plant?.database.close();
});

interface Edge {
  cursor: string;
  node: { id: string };
}

async function page(field: string, variables: { first: number; after?: string | null }) {
  const { body } = await ask(
    plant.admin,
    `query ($first: Int, $after: String) { ${field}(first: $first, after: $after) {
       edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    { variables },
  );
  expect(body.errors).toBeUndefined();
  return body.data[field] as {
    edges: Edge[];
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
}

async function restPage(path: string) {
  const { body } = await sample.call('GET', path, {
    token: aToken({ claims: { sub: plant.admin.user_id } }),
  });
  return body as unknown as { items: { id: string }[]; next_cursor: string };
}

test.each([
  ['checks', '/checks/'],
  ['templates', '/templates/'],
  ['reports', '/reports/'],
  ['users', '/users/'],
  ['auditEntries', '/audit/'],
])('%s: pages follow each other without gap or double, and their cursors are REST’s', async (field, path) => {
  const all = (await restPage(path)).items.map(({ id }) => id);
  const walked: string[] = [];
  let after: string | null = null;
  do {
    const { edges, pageInfo } = await page(field, { first: 2, after });
    walked.push(...edges.map(({ node }) => node.id));
    expect(pageInfo).toEqual({
      hasNextPage: walked.length < all.length,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor,
      endCursor: edges.at(-1)?.cursor,
    });
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  expect(walked).toEqual(all);

  const [{ cursor } = { cursor: '' }] = (await page(field, { first: 1 })).edges;
  const next = await restPage(`${path}?limit=1&cursor=${cursor}`);
  expect(next.items.map(({ id }) => id)).toEqual(all.slice(1, 2));
});

test('a timeline pages by the cursor of REST', async () => {
  const [id = ''] = checks;
  await plant.answer(plant.executor, id, 'horn', true);
  const query = `query ($id: ID!, $first: Int, $after: String) { check(id: $id) { timeline(first: $first, after: $after) {
    edges { cursor node { kind } } pageInfo { hasNextPage } } } }`;
  const kinds: string[] = [];
  let after: string | undefined;
  for (let n = 0; n < 3; n++) {
    const { body } = await ask(plant.admin, query, { variables: { id, first: 1, after } });
    const { edges, pageInfo } = body.data.check.timeline;
    kinds.push(edges[0].node.kind);
    expect(pageInfo.hasNextPage).toBe(n < 2);
    after = edges[0].cursor;
  }
  const { items } = await restPage(`/checks/${id}/timeline`);
  expect(kinds).toEqual((items as unknown as { kind: string }[]).map(({ kind }) => kind));
});

test('a cursor that is none of ours is refused', async () => {
  for (const field of ['checks', 'auditEntries', 'users']) {
    const { body } = await ask(plant.admin, `{ ${field}(after: "eA") { edges { cursor } } }`);
    expect(body.errors[0].extensions).toMatchObject({
      code: 'request.invalid',
      errors: [{ path: '?after', code: 'field.bad_format' }],
    });
  }
});

test('filters are those of REST', async () => {
  const found = async (field: string, filter: string) => {
    const { body } = await ask(plant.admin, `{ ${field}(filter: ${filter}) { edges { node { id } } } }`);
    expect([filter, body.errors]).toEqual([filter, undefined]);
    return (body.data[field].edges as Edge[]).map(({ node }) => node.id);
  };
  const [, second = '', third = ''] = checks;
  const ofSouth = [checks[1], checks[3]];
  expect(await found('checks', `{ executorId: "${plant.southern.user_id}" }`)).toEqual(ofSouth);
  expect(await found('checks', `{ areaId: "${plant.south}", status: [open, in_progress] }`)).toEqual(ofSouth);
  expect(await found('checks', `{ areaId: "${plant.north}", overdue: false }`)).toHaveLength(3);
  expect(await found('checks', '{ overdue: true }')).toEqual([]);
  expect(await found('checks', '{ status: [completed] }')).toEqual([]);
  expect(await found('checks', `{ templateId: "${plant.template.id}", q: "погруз" }`)).toHaveLength(5);
  expect(await found('checks', '{ q: "нет такого" }')).toEqual([]);
  expect(await found('checks', '{ from: "2020-01-01T00:00:00Z", to: "2021-01-01T00:00:00+03:00" }')).toEqual(
    [],
  );
  expect(
    await found('reports', `{ checkId: "${second}", status: [ready], format: [PDF, HTML] }`),
  ).toHaveLength(1);
  expect(await found('reports', `{ checkId: "${third}", format: [JSON] }`)).toEqual([]);
  expect(await found('templates', '{ status: [archived] }')).toEqual([]);
  expect(await found('templates', '{ q: "погруз", status: [active] }')).toEqual([plant.template.id]);
  expect(await found('users', `{ areaId: "${plant.north}", active: true }`)).toHaveLength(2);
  expect(await found('auditEntries', `{ entityId: "${third}" }`)).toHaveLength(1);
  expect(await found('auditEntries', `{ userId: "${plant.southern.user_id}" }`)).toEqual([]);
});

test('a filter’s ids are UUIDs and its search is no book', async () => {
  const faults = async (filter: string) =>
    (await ask(plant.admin, `{ checks(filter: ${filter}) { edges { cursor } } }`)).body.errors[0].extensions
      .errors;
  expect(await faults('{ executorId: "x", areaId: "1" }')).toEqual([
    expect.objectContaining({ path: '/filter/executorId', code: 'field.bad_format' }),
    expect.objectContaining({ path: '/filter/areaId', code: 'field.bad_format' }),
  ]);
  expect(await faults(`{ q: "${'я'.repeat(201)}" }`)).toEqual([
    expect.objectContaining({ path: '/filter/q', code: 'field.too_long' }),
  ]);
});
