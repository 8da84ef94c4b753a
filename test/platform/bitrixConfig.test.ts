import { loadConfig } from '../../platform/config';

const TOKEN = { BITRIX_APPLICATION_TOKEN: 'a-token-of-the-application' };
const HOOK = 'https://firm.bitrix24.example/rest/1/abcdef123456';

test('without an address there is a stand-in under npm start, with one there is none', () => {
  expect(loadConfig([], {})).toMatchObject({ bitrixStub: true });
  expect(loadConfig([], {}).bitrix).toBeUndefined();
  expect(loadConfig([], { USE_BITRIX_STUB: 'false' }).bitrixStub).toBe(false);
  expect(loadConfig([], { BITRIX_WEBHOOK_URL: `${HOOK}/`, ...TOKEN })).toMatchObject({
    bitrixStub: false,
    bitrix: { access: { kind: 'webhook', url: HOOK }, applicationToken: TOKEN.BITRIX_APPLICATION_TOKEN },
  });
});

test('the stand-in is spoken to over plain http, on this machine only', () => {
  const local = { BITRIX_WEBHOOK_URL: 'http://127.0.0.1:9/rest/1/abc', USE_BITRIX_STUB: 'true', ...TOKEN };
  expect(loadConfig([], local).bitrix?.access).toEqual({ kind: 'webhook', url: local.BITRIX_WEBHOOK_URL });
  const open = { ...TOKEN, BITRIX_WEBHOOK_URL: 'http://firm.example/rest/1/abc' };
  expect(() => loadConfig([], open)).toThrow('https is required');
  const tricky = { ...TOKEN, BITRIX_WEBHOOK_URL: 'http://127.0.0.1.evil.example/rest/1/abc' };
  expect(() => loadConfig([], tricky)).toThrow('https is required');
});

test.each([
  [{ BITRIX_WEBHOOK_URL: HOOK }, 'BITRIX_APPLICATION_TOKEN: required'],
  [{ BITRIX_WEBHOOK_URL: 'https://user@firm.example/rest/1/abc', ...TOKEN }, 'BITRIX_WEBHOOK_URL'],
  [{ BITRIX_WEBHOOK_URL: HOOK, USE_BITRIX_STUB: 'true', ...TOKEN }, 'USE_BITRIX_STUB'],
  [{ BITRIX_CLIENT_ID: 'app', ...TOKEN }, 'give all or none'],
  [
    {
      ...{ BITRIX_WEBHOOK_URL: HOOK, BITRIX_PORTAL_URL: 'https://firm.example' },
      ...{ BITRIX_CLIENT_ID: 'app', BITRIX_CLIENT_SECRET: 's', ...TOKEN },
    },
    'give one of them',
  ],
])('%j stops the start with its consequence', (source, words) => {
  expect(() => loadConfig([], source)).toThrow(words);
});
