import type { Sample } from '../startSample';
import { type Plant, aPlant, asker, codesOf } from './aPlant';

let plant: Plant;
let sample: Sample;
let ask: ReturnType<typeof asker>;
let checkId: string;
let reportId: string;
let fileId: string;

beforeAll(async () => {
  plant = await aPlant();
  const { executor, answer, comment, aCheck, aReport, aPicture } = plant;
  checkId = await aCheck(executor);
  await answer(executor, checkId, 'horn', true);
  await answer(executor, checkId, 'brakes', false);
  fileId = await aPicture(executor, checkId);
  await comment(executor, checkId, 'Течь', [fileId]);
  reportId = await aReport(checkId);
  sample = await plant.serve();
  ask = asker(sample);
});
afterAll(async () => {
  await sample?.stop();
  await plant?.database.close();
});

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

test('a check has every field that REST gives, and what belongs to it', async () => {
  const { body } = await ask(
    plant.admin,
    `query ($id: ID!) { check(id: $id) {
      id title templateId templateVersion schedule { id name } slotAt status revision overdue escalationLevel dueAt reviewDueAt createdAt startedAt
      submittedAt completedAt score verdict may structure
      progress { answered required total }
      template { id name description areaId area { id } version status structure settings createdAt updatedAt may
                 createdBy { fullName } updatedBy { id } }
      executor { id username fullName }
      area { id name timeZone path calendarId createdAt parent { id name parent { id } } }
      answers { questionId value na failed comment files { id } answeredAt answeredBy { id fullName username } revision }
      comments { id questionId text author { id fullName } createdAt
                 files { id name contentType sizeBytes sha256 width height status createdAt may } }
      reports { id checkId checkRevision format parameters status createdAt generatedAt sizeBytes sha256 downloadUrl error may
                check { id } }
      timeline { edges { cursor node { id at plannedAt kind text data actor { kind id name } } }
                 pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
    } }`,
    { variables: { id: checkId } },
  );
  expect(body.errors).toBeUndefined();
  const { executor, template, admin, line, north } = plant;
  expect(body.data.check).toMatchObject({
    id: checkId,
    title: 'Погрузчик',
    templateId: template.id,
    templateVersion: 1,
    status: 'in_progress',
    overdue: false,
    escalationLevel: 0,
    dueAt: TIME,
    startedAt: TIME,
    reviewDueAt: null,
    schedule: null,
    slotAt: null,
    submittedAt: null,
    completedAt: null,
    score: null,
    verdict: null,
    may: ['comment', 'reassign', 'due', 'cancel'],
    progress: { answered: 2, required: 2, total: 2 },
    structure: template.structure,
    template: {
      id: template.id,
      name: 'Погрузчик',
      status: 'active',
      version: 1,
      structure: template.structure,
      settings: template.settings,
      area: null,
      createdBy: { fullName: 'Администратор' },
      may: ['update', 'archive'],
    },
    executor: { id: executor.user_id, username: 'ivanov', fullName: 'Иванов' },
    area: {
      id: line,
      name: 'Линия',
      path: [north, line],
      parent: { id: north, name: 'Север', parent: null },
    },
    answers: [
      {
        questionId: 'brakes',
        value: false,
        na: false,
        failed: true,
        comment: null,
        files: [],
        answeredAt: TIME,
        answeredBy: { id: executor.user_id, fullName: 'Иванов', username: 'ivanov' },
        revision: 1,
      },
      { questionId: 'horn', value: true, failed: false },
    ],
    comments: [
      {
        questionId: 'horn',
        text: 'Течь',
        author: { id: executor.user_id, fullName: 'Иванов' },
        files: [
          {
            id: fileId,
            name: 'brakes.jpg',
            contentType: 'image/jpeg',
            sizeBytes: 10,
            status: 'ready',
            may: [],
          },
        ],
      },
    ],
    reports: [
      {
        id: reportId,
        checkId,
        format: 'PDF',
        status: 'ready',
        sizeBytes: 3_000_000_000,
        downloadUrl: expect.stringContaining(`reports/${reportId}.pdf`),
        error: null,
        may: ['download'],
        check: { id: checkId },
      },
    ],
  });
  const { edges, pageInfo } = body.data.check.timeline;
  expect(edges.map(({ node }: { node: { kind: string } }) => node.kind)).toEqual([
    'opened',
    'started',
    'answered',
    'commented',
  ]);
  expect(edges[0].node).toMatchObject({ actor: { kind: 'user', id: admin.user_id, name: 'Администратор' } });
  expect(edges[2].node.text).toContain('Иванов');
  expect(pageInfo).toEqual({
    hasNextPage: false,
    hasPreviousPage: false,
    startCursor: edges[0].cursor,
    endCursor: edges[3].cursor,
  });
});

test('templates, reports, users and audit entries', async () => {
  const { body } = await ask(
    plant.admin,
    `query ($template: ID!, $report: ID!, $user: ID!) {
      me { roleId supervisorId telegramLinked id username fullName email locale active createdAt permissions areaId area { id } supervisor { id } may
           role { id name title permissions } }
      template(id: $template, version: 1) { id structure }
      templates { edges { node { id name structure settings } } }
      report(id: $report) { id check { id title } }
      reports { edges { node { id } } }
      user(id: $user) { id email role { name } area { name } supervisor { fullName id } may }
      users(filter: { q: "ivan" }) { edges { node { id username fullName role { name } active } } }
      auditEntries(filter: { entityType: ["check"], action: ["check.create"] }) {
        edges { node { id seq actorKind userId user { fullName } address areaId area { name } entityType entityId action diff
                       timestamp prevHash hash } } }
    }`,
    { variables: { template: plant.template.id, report: reportId, user: plant.executor.user_id } },
  );
  expect(body.errors).toBeUndefined();
  const { admin, executor, manager, template } = plant;
  expect(body.data).toMatchObject({
    me: {
      id: admin.user_id,
      locale: 'ru',
      active: true,
      area: null,
      role: { name: 'admin' },
      may: ['update'],
    },
    template: { id: template.id, structure: template.structure },
    templates: { edges: [{ node: { id: template.id, structure: template.structure } }] },
    report: { id: reportId, check: { id: checkId, title: 'Погрузчик' } },
    reports: { edges: [{ node: { id: reportId } }] },
    user: {
      id: executor.user_id,
      email: null,
      role: { name: 'executor' },
      area: { name: 'Линия' },
      supervisor: { id: manager.user_id },
    },
    users: { edges: [{ node: { id: executor.user_id, username: 'ivanov', role: { name: 'executor' } } }] },
    auditEntries: {
      edges: [
        {
          node: {
            actorKind: 'user',
            userId: admin.user_id,
            user: { fullName: 'Администратор' },
            area: { name: 'Линия' },
            entityId: checkId,
            action: 'check.create',
            diff: { before: null },
            timestamp: TIME,
            hash: expect.stringMatching(/^[0-9a-f]{64}$/),
          },
        },
      ],
    },
  });
});

test('what is missing is null with the code that REST gives', async () => {
  for (const [field, code] of [
    ['check', 'check.not_found'],
    ['report', 'report.not_found'],
    ['template', 'template.not_found'],
    ['user', 'user.not_found'],
  ])
    for (const id of ['x', '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a99']) {
      const reply = await ask(plant.admin, `{ me { id } ${field}(id: "${id}") { id } }`);
      expect(reply.body.data).toEqual({ me: { id: plant.admin.user_id }, [field as string]: null });
      expect(codesOf(reply)).toEqual([code]);
    }
});

test('checks are found by what REST finds them by, and a filter that makes no sense is refused by its name', async () => {
  const found = async (filter: string) =>
    (await ask(plant.manager, `{ checks(filter: {${filter}}) { edges { node { id } } } }`)).body.data.checks
      .edges.length;
  expect(await found('failedQuestionId: "brakes", openedFrom: "2020-01-01", areaBelow: true')).toBe(1);
  expect(await found('failedQuestionId: "horn"')).toBe(0);
  expect(await found('failedQuestionId: "brakes", late: true')).toBe(0);
  expect(await found('withoutArea: true')).toBe(0);
  expect(await found('openedTo: "2020-01-01"')).toBe(0);
  for (const filter of ['failedQuestionId: "No such"', 'openedTo: "2026-02-30"', 'templateId: "x"']) {
    const reply = await ask(plant.manager, `{ checks(filter: {${filter}}) { edges { node { id } } } }`);
    expect([filter, codesOf(reply)]).toEqual([filter, ['request.invalid']]);
  }
});
