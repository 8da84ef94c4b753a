import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiClient, signIn } from '../../runtime/demo/apiClient';
import { CHECKS } from '../../runtime/demo/checks';
import { leadCheck } from '../../runtime/demo/leadCheck';
import { PEOPLE, ensurePeople } from '../../runtime/demo/people';
import { ensurePlant } from '../../runtime/demo/plant';
import { seedDemo } from '../../runtime/demo/seedDemo';
import { TEMPLATES } from '../../runtime/demo/templates';
import { readLogins } from '../../runtime/logins';
import { createUser } from '../../services/auth/createUser';
import { seedRoles } from '../../services/auth/seedRoles';
import { type TestProduct, startProduct } from '../support/product';
import { quietTemporal } from '../support/temporal';

let product: TestProduct;
let auditor: ApiClient;
const runtimeDir = mkdtempSync(join(tmpdir(), 'proverka-seed-'));
const said: string[] = [];

async function seed(dir = runtimeDir): Promise<void> {
  const { services, url } = product;
  await seedDemo({ db: services.db, url, runtimeDir: dir, say: (line) => said.push(line) });
}

/** What is there when a run breaks off in the middle of its checks. */
async function aBrokenRun(): Promise<void> {
  const { services, url } = product;
  const areas = await ensurePlant(services.db);
  const logins = await ensurePeople(services.db, areas, runtimeDir);
  const [manager, supervisor, executor] = await Promise.all(
    [logins.orlov, logins.kuznetsova, logins.sidorov].map((login) => signIn(url, login)),
  );
  const template = await manager!.post<{ id: string }>('/templates/', TEMPLATES.forklift);
  const { id: executorId } = await executor!.get<{ id: string }>('/auth/me');
  const demo = CHECKS.find(({ title }) => title === 'Погрузчик № 9 перед сменой')!;
  await leadCheck({ ...demo, answered: 4, ending: { as: 'in_progress' } }, template.id, {
    executor: executor!,
    executorId,
    supervisor: supervisor!,
  });
}

async function standing(): Promise<Record<string, unknown>> {
  const checks = await auditor.get<{ items: Record<string, unknown>[] }>('/checks/?limit=200');
  const templates = await auditor.get<{ items: unknown[] }>('/templates/');
  const { rows } = (await product.services.db.pool.raw(
    `select (select count(*) from users)::int as users, (select count(*) from areas)::int as areas,
            (select count(*) from answers)::int as answers, (select count(*) from comments)::int as comments,
            (select count(*) from files)::int as files, (select count(*) from calendars)::int as calendars,
            (select count(*) from schedules)::int as schedules`,
  )) as { rows: Record<string, number>[] };
  // The plant's schedules may open more at any moment.
  const titles = new Set(CHECKS.map(({ title }) => title));
  const seeded = checks.items.filter(({ title }) => titles.has(String(title)));
  const states = seeded.map(({ title, status, overdue, verdict, escalation_level, revision }) => [
    title,
    { status, overdue, verdict, escalation_level, revision },
  ]);
  return { ...rows[0], templates: templates.items.length, checks: Object.fromEntries(states) };
}

beforeAll(async () => {
  quietTemporal();
  product = await startProduct();
  await seedRoles(product.services);
  await createUser(product.services, {
    username: 'admin',
    full_name: 'Администратор',
    password: 'correct horse battery',
    role: 'admin',
  });
  await aBrokenRun();
  await seed();
  const login = readLogins(runtimeDir).find(({ role }) => role === 'auditor');
  auditor = await signIn(product.url, login!);
}, 120_000);
afterAll(async () => {
  await product?.stop();
  rmSync(runtimeDir, { recursive: true, force: true });
});

test('a broken run is completed: people of each role, three templates, and checks in every state of a day', async () => {
  const { checks, ...counts } = (await standing()) as { checks: Record<string, unknown> };
  expect(counts).toMatchObject({
    users: PEOPLE.length + 1,
    areas: 7,
    calendars: 1,
    templates: 3,
    schedules: 3,
  });
  expect(Object.keys(checks)).toHaveLength(CHECKS.length);
  expect(checks).toMatchObject({
    'Погрузчик № 7 перед сменой': { status: 'open', overdue: false },
    'Погрузчик № 3 перед сменой': { status: 'open', overdue: true, escalation_level: 1 },
    'Пресс КД2128, ограждения в 8:00': { status: 'in_progress', overdue: true, escalation_level: 1 },
    'Пресс КД2128, ограждения в 12:00': { status: 'in_progress', overdue: false },
    'Погрузчик № 5 перед сменой': { status: 'submitted' },
    'Погрузчик № 9 перед сменой': { status: 'completed', verdict: 'pass' },
    'Погрузчик № 2 перед сменой': { status: 'completed', verdict: 'fail' },
    'Обход 5С: линия сборки 2': { status: 'in_progress' },
    'Погрузчик № 14 перед сменой': { status: 'declined' },
    'Пресс КД2128, ограждения в 16:00': { status: 'cancelled' },
  });
});

test('whoever is listed can sign in, and the list is for its owner alone', async () => {
  const logins = readLogins(runtimeDir);
  expect(logins.map(({ username }) => username)).toEqual(PEOPLE.map(({ username }) => username));
  for (const login of logins) await signIn(product.url, login);
  expect(statSync(join(runtimeDir, 'demo-logins.txt')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(runtimeDir, 'demo-logins.txt'), 'utf8')).toMatch(/^login +password +role +name\n/);
});

test('a second run adds nothing', async () => {
  const before = await standing();
  await seed();
  expect(await standing()).toEqual(before);
});

test('a plant that another folder has put there is left alone', async () => {
  const other = mkdtempSync(join(tmpdir(), 'proverka-seed-'));
  const before = await standing();
  await seed(other);
  expect(said.at(-1)).toMatch(/already/);
  expect(readLogins(other)).toEqual([]);
  expect(await standing()).toEqual(before);
  rmSync(other, { recursive: true });
});

test('places and people are in the audit log', async () => {
  const { items } = await auditor.get<{ items: { action: string }[] }>(
    '/audit/?action=calendar.create,area.create,user.create&limit=200',
  );
  const count = (action: string) => items.filter((entry) => entry.action === action).length;
  expect([count('calendar.create'), count('area.create'), count('user.create')]).toEqual([
    1,
    7,
    PEOPLE.length + 1,
  ]);
});
