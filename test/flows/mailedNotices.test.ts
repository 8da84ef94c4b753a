import { createMailer } from '../../clients/mail';
import type { UserActor } from '../../domain/actor';
import { createCheck } from '../../services/checks/createCheck';
import { eventually } from '../support/eventually';
import { startMailServer } from '../support/mailServer';
import { type TestProduct, startProduct } from '../support/product';
import { as } from '../support/services';
import { quietTemporal } from '../support/temporal';

let product: TestProduct;
let server: Awaited<ReturnType<typeof startMailServer>>;
let admin: UserActor;
let templateId: string;

beforeAll(async () => {
  quietTemporal();
  server = await startMailServer();
  const mailer = createMailer({ url: server.url, from: 'proverka@plant.example' });
  product = await startProduct({ mailer });
  admin = await product.build.aUser({ role: 'admin' });
  templateId = (await product.build.aTemplate({ name: 'Погрузчик' })).id;
}, 120_000);
afterAll(async () => {
  await product?.stop();
  await server?.stop();
});

let people = 0;
async function someone(over: { locale?: string; active?: boolean; email?: string | null } = {}) {
  const user = await product.build.aUser({ full_name: 'Иван Рабочий' });
  const email = `person${++people}@plant.example`;
  await users()
    .where({ id: user.user_id })
    .update({ email, ...over });
  return { ...user, email };
}
const users = () => product.database.db.pool('users');
const assign = (executor: UserActor, title: string) =>
  createCheck(as(admin, product.services), {
    template_id: templateId,
    executor_id: executor.user_id,
    title,
    due_at: '2035-03-01T05:00:00Z',
  });
const mailsTo = (email: string) => server.received.filter(({ to }) => to === email);
const unmailed = async (user: UserActor): Promise<number> => {
  const rows = await product.database.db
    .pool('notices')
    .where({ user_id: user.user_id })
    .whereNull('mailed_at');
  return rows.length;
};
const isQuiet = async (user: UserActor) => {
  const { status } = await product.temporal.client.workflow.getHandle(`notify-${user.user_id}`).describe();
  expect(status.name).toBe('COMPLETED');
};

test('notices that come together are one mail in the person’s language, and the process ends when it is quiet', async () => {
  const reader = await someone({ locale: 'en' });
  for (const title of ['First', 'Second']) await assign(reader, title);
  await eventually(() => isQuiet(reader));
  const mails = mailsTo(reader.email);
  expect(mails).toMatchObject([{ subject: 'Proverka: 2 notices' }]);
  expect(mails[0]?.text).toMatch(/^Hello Иван Рабочий,[^]*“First”[^]*“Second”[^]*http:\/\/127/);
  expect(await unmailed(reader)).toBe(0);

  await assign(reader, 'Third');
  await eventually(() => expect(mailsTo(reader.email)).toHaveLength(2));
  expect(mailsTo(reader.email)[1]).toMatchObject({ subject: 'A check is assigned to you' });
}, 90_000);

test('a server that puts it off twice gets it in the end, once', async () => {
  const reader = await someone();
  server.fail('later', 'later after data');
  await assign(reader, 'Погрузчик');
  await eventually(() => isQuiet(reader));
  expect(mailsTo(reader.email)).toMatchObject([{ subject: 'Вам назначена проверка' }]);
  expect(server.waitingFaults()).toBe(0);
  expect(await unmailed(reader)).toBe(0);
}, 90_000);

test('where the server’s yes is lost, the repeat can be told by its Message-ID', async () => {
  const reader = await someone();
  server.fail('drop after data');
  await assign(reader, 'Погрузчик');
  await eventually(() => isQuiet(reader));
  const mails = mailsTo(reader.email);
  expect(mails.map(({ acknowledged }) => acknowledged)).toEqual([false, true]);
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
  expect(await unmailed(reader)).toBe(0);
}, 90_000);

test('an address that is refused for good is left alone until there is more to tell', async () => {
  const reader = await someone();
  server.fail('refuse');
  await assign(reader, 'Первая');
  await eventually(() => isQuiet(reader));
  expect([mailsTo(reader.email), await unmailed(reader)]).toEqual([[], 1]);
  await assign(reader, 'Вторая');
  await eventually(() => expect(mailsTo(reader.email)).toHaveLength(1));
  expect(mailsTo(reader.email)[0]?.text).toMatch(/«Первая»[^]*«Вторая»/);
}, 90_000);

test('nobody is mailed without an address', async () => {
  const reader = await someone({ email: null });
  await assign(reader, 'Погрузчик');
  const messages = await product.database.db.pool('outbox').where({ subject: `user:${reader.user_id}` });
  expect(messages).toEqual([]);
  await expect(isQuiet(reader)).rejects.toThrow();
});
