import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BitrixStub } from '../../runtime/bitrixStub/server';
import { aPortal } from '../support/bitrix/portal';

let stub: BitrixStub;
const folder = mkdtempSync(join(tmpdir(), 'proverka-bitrix-'));
afterEach(() => stub?.stop());
afterAll(() => rmSync(folder, { recursive: true }));

const v2 = async (method: string, params: object) => {
  const reply = await fetch(`${stub.webhookUrl}/${method}.json`, {
    method: 'POST',
    body: JSON.stringify(params),
  });
  return (await reply.json()) as { result: { task: { id: string } }; next?: number; total?: number };
};
const page = async (path: string) => (await fetch(`${stub.url}${path}`)).text();
const submit = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${stub.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(form),
    headers,
  });

test('a restart forgets nothing: tasks, comments, and what was said under a key', async () => {
  stub = await aPortal({ folder });
  const { result } = await v2('tasks.task.add', { fields: { TITLE: 'Шланг', RESPONSIBLE_ID: 1 } });
  stub.desk.say(Number(result.task.id), 1, 'Слово');
  const send = () =>
    fetch(`${stub.webhookUrl.replace('/rest/', '/rest/api/')}/tasks.task.add`, {
      ...{ method: 'POST', headers: { 'idempotency-key': 'k', 'content-type': 'application/json' } },
      body: JSON.stringify({ fields: { title: 'Ещё', creatorId: 1, responsibleId: 1 } }),
    });
  await send();
  await stub.stop();
  stub = await aPortal({ folder });
  expect((await send()).headers.get('idempotent-replayed')).toBe('true');
  expect(stub.portal.data.tasks.map(({ title }) => title)).toEqual(['Шланг', 'Ещё']);
  expect(stub.portal.messagesOf(Number(result.task.id))).toMatchObject([{ text: 'Слово' }]);
});

test('lists come fifty a page, ids as texts', async () => {
  stub = await aPortal();
  for (let n = 0; n < 60; n++) stub.desk.add({ title: `Задача ${n}`, responsibleId: 1 });
  const first = (await v2('tasks.task.list', {})) as unknown as { result: { tasks: { id: string }[] } };
  expect(first).toMatchObject({ next: 50, total: 60 });
  expect(first.result.tasks).toHaveLength(50);
  expect(typeof first.result.tasks[0]?.id).toBe('string');
  const rest = (await v2('tasks.task.list', { start: 50 })) as unknown as { result: { tasks: object[] } };
  expect(rest.result.tasks).toHaveLength(10);
});

test('on its page a person sees the tasks, comments, moves the deadline and closes; nothing there runs or comes from elsewhere', async () => {
  stub = await aPortal();
  const task = stub.desk.add({ title: '<b>Шланг</b>', responsibleId: 1 });
  expect(await page('/')).toContain('&lt;b&gt;Шланг&lt;/b&gt;');
  const place = `/tasks/${task.id}`;
  expect((await submit(`${place}/comment`, { text: 'Готово', by: '1' })).status).toBe(303);
  await submit(`${place}/deadline`, { deadline: '2031-02-03T10:00' });
  await submit(`${place}/act`, { act: 'complete' });
  expect(task).toMatchObject({ status: 5, deadline: '2031-02-03T07:00:00.000Z' });
  const html = await page(place);
  expect(html).toContain('Готово');
  expect(html).toContain('Завершена');
  expect(html).not.toMatch(/https?:\/\/|<script/);
  expect(
    (await submit(`${place}/act`, { act: 'renew' }, { origin: 'https://elsewhere.example' })).status,
  ).toBe(403);
  expect(task.status).toBe(5);
  expect((await fetch(`${stub.url}/tasks/999999`)).status).toBe(404);
});
