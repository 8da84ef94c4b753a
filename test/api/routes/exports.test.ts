import { Workbook } from 'exceljs';
import { exportRoutes } from '../../../api/routes/exports';
import type { UserActor } from '../../../domain/actor';
import { createAction } from '../../../services/actions/createAction';
import { createCheck } from '../../../services/checks/createCheck';
import { recordAnswer } from '../../../services/checks/recordAnswers';
import type { Services } from '../../../services/context';
import { MOST_WORKBOOK_ROWS, exportFile } from '../../../services/exports/exportFile';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { refusalOf } from '../../support/refusal';
import { as, testServices } from '../../support/services';
import { type SignedInApi, startSignedInApi } from '../../support/signedInApi';

let database: TestDatabase;
let services: Services;
let api: SignedInApi;
let manager: UserActor;
let beside: UserActor;
let executor: UserActor;
let check: string;

beforeAll(async () => {
  database = await testDatabase();
  const build = createBuilders(database.db);
  services = testServices(database.db);
  const area_id = await build.anArea({ name: 'Цех 1' });
  manager = await build.aUser({ role: 'manager', area_id });
  beside = await build.aUser({ role: 'manager', area_id: await build.anArea() });
  executor = await build.aUser({ area_id, full_name: '=cmd|calc' });
  const template = await build.aTemplate({ name: 'Погрузчик' });
  check = await createCheck(as(manager, services), {
    template_id: template.id,
    executor_id: executor.user_id,
  });
  await recordAnswer(as(executor, services), check, { question_id: 'horn', value: false });
  await recordAnswer(as(executor, services), check, { question_id: 'horn', value: true, comment: '@тихо' });
  await createAction(as(manager, services), {
    ...{ title: 'Заменить сигнал', priority: 'high', owner_id: executor.user_id, check_id: check },
    due_at: new Date(Date.now() + 86_400_000).toISOString(),
  });
  api = await startSignedInApi(exportRoutes(services), services);
});
afterAll(async () => {
  await api?.stop();
  await database?.close();
});

async function fetched(by: UserActor, path: string) {
  const response = await fetch(`${api.url}/api/v1/exports/${path}`, {
    headers: { authorization: `Bearer ${await api.signIn(by)}` },
  });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

test('checks, answers and actions leave as CSV that no spreadsheet takes for formulas', async () => {
  const texts: Record<string, string[]> = {};
  for (const what of ['checks', 'answers', 'actions']) {
    const { response, bytes } = await fetched(manager, `${what}?format=csv`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${what}.csv"`);
    const text = bytes.toString('utf8');
    expect(text).not.toMatch(/(^|,)"?[=+@-]/m);
    texts[what] = text.trim().split('\n');
  }
  expect(texts.checks?.[1]).toContain(`${check},Погрузчик,Погрузчик,1,Цех 1,'=cmd|calc,in_progress`);
  expect(texts.answers).toHaveLength(2);
  expect(texts.answers?.[1]).toMatch(/Осмотр,horn,Звуковой сигнал исправен\?,true,false,false,'@тихо,0/);
  expect(texts.actions?.[1]).toContain('Заменить сигнал,open,high');
});

test('a workbook holds times as times and texts as texts', async () => {
  const { response, bytes } = await fetched(manager, 'checks?format=xlsx&status=in_progress');
  expect(response.headers.get('content-type')).toContain('spreadsheetml');
  const workbook = new Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const sheet = workbook.worksheets[0];
  expect(sheet?.rowCount).toBe(2);
  const [, id, , , , , name, ...rest] = sheet?.getRow(2).values as unknown[];
  expect([id, name]).toEqual([check, '=cmd|calc']);
  expect(rest.filter((value) => value instanceof Date)).toHaveLength(3);
});

test('filters and rights hold as in the lists', async () => {
  const lines = async (by: UserActor, path: string) =>
    (await fetched(by, path)).bytes.toString().trim().split('\n').length - 1;
  expect(await lines(manager, 'checks?format=csv&status=completed')).toBe(0);
  expect(await lines(beside, 'answers?format=csv')).toBe(0);
  expect((await fetched(executor, 'checks?format=csv')).response.status).toBe(403);
  expect((await fetched(manager, 'checks')).response.status).toBe(400);
  expect((await fetched(manager, 'checks?format=pdf')).response.status).toBe(400);
  expect((await fetched(manager, 'checks?format=csv&limit=5')).response.status).toBe(400);
});

test('a workbook takes fifty thousand rows and refuses one more, before anything is sent', async () => {
  async function* rows(count: number) {
    for (let n = 0; n < count; n += 1) yield { n };
  }
  const full = await exportFile('xlsx', ['n'], rows(MOST_WORKBOOK_ROWS));
  let size = 0;
  for await (const chunk of full) size += chunk.length;
  expect(size).toBeGreaterThan(100_000);
  const refused = await refusalOf(exportFile('xlsx', ['n'], rows(MOST_WORKBOOK_ROWS + 1)));
  expect(refused.code).toBe('export.too_many_rows');
});
