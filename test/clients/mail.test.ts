import { createMailer } from '../../clients/mail';
import { startMailServer } from '../support/mailServer';

let server: Awaited<ReturnType<typeof startMailServer>>;
const mail = {
  to: 'ivanov@plant.example',
  subject: 'Срок проверки истёк',
  text: '.точка\n«Погрузчик»\n',
  key: 'a',
};
const mailer = () => createMailer({ url: server.url, from: 'Проверка <proverka@plant.example>' });

beforeEach(async () => {
  server = await startMailServer();
});
afterEach(() => server.stop());

test('a mail arrives as it was written, under an id of its key', async () => {
  expect(await mailer().send(mail)).toBe(true);
  await mailer().send({ ...mail, key: 'b' });
  const [first, second] = server.received;
  expect(first).toMatchObject({ to: mail.to, subject: mail.subject, text: mail.text });
  expect(first?.messageId).toMatch(/^<[0-9a-f]{32}@plant\.example>$/);
  expect(second?.messageId).not.toBe(first?.messageId);
});

test.each(['later', 'later after data', 'drop after data'] as const)('«%s» is tried again', async (fault) => {
  server.fail(fault);
  await expect(mailer().send(mail)).rejects.toThrow();
  expect(await mailer().send(mail)).toBe(true);
  expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(1);
});

test('an address that does not exist is final', async () => {
  server.fail('refuse');
  expect(await mailer().send(mail)).toBe(false);
});

test('a server that is not there is tried again', async () => {
  const gone = mailer();
  await server.stop();
  await expect(gone.send(mail)).rejects.toThrow('ECONNREFUSED');
});

test('an address cannot bring headers or further recipients along', async () => {
  const odd = { ...mail, to: 'a@plant.example, b@evil.example', subject: 'x\r\nBcc: c@evil.example' };
  await mailer()
    .send(odd)
    .catch(() => undefined);
  for (const { to, subject } of server.received) {
    expect(to).not.toBe('c@evil.example');
    expect(subject).not.toContain('\n');
  }
});
