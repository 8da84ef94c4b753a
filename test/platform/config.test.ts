import { loadConfig } from '../../platform/config';

const limitsOf = (source: NodeJS.ProcessEnv) => {
  const { limits, http } = loadConfig([], source);
  return { ...limits, proxies: http.trustedProxies };
};

test('limits are on, and no proxy is believed, unless told', () => {
  expect(limitsOf({})).toEqual({ logins: true, userRequestsPerMinute: 600, proxies: 0 });
  expect(limitsOf({ LOGIN_RATE_LIMIT: ' ', API_RATE_LIMIT: '', TRUST_PROXY: '' })).toEqual(limitsOf({}));
});

test('load tests switch limits off by name, others set them', () => {
  const off = { LOGIN_RATE_LIMIT: 'off', API_RATE_LIMIT: 'off', TRUST_PROXY: '2' };
  expect(limitsOf(off)).toEqual({ logins: false, proxies: 2 });
  expect(limitsOf({ API_RATE_LIMIT: '90' }).userRequestsPerMinute).toBe(90);
});

test.each([
  { LOGIN_RATE_LIMIT: 'no' },
  { API_RATE_LIMIT: '0' },
  { API_RATE_LIMIT: 'unlimited' },
  { API_RATE_LIMIT: '-5' },
  { TRUST_PROXY: 'true' },
  { TRUST_PROXY: '-1' },
])('%j stops the start', (source) => {
  expect(() => loadConfig([], source)).toThrow(Object.keys(source)[0]);
});

test('the GraphQL schema and GraphiQL are shown in development, the schema in production when told so', () => {
  const graphqlOf = (source: NodeJS.ProcessEnv) => loadConfig([], source).graphql;
  expect(graphqlOf({})).toEqual({ introspection: true, graphiql: true });
  expect(graphqlOf({ GRAPHQL_INTROSPECTION: 'false' })).toEqual({ introspection: false, graphiql: true });
  expect(graphqlOf({ NODE_ENV: 'production' })).toEqual({ introspection: false, graphiql: false });
  expect(graphqlOf({ NODE_ENV: 'production', GRAPHQL_INTROSPECTION: 'true' }).introspection).toBe(true);
});

test('a bot that is brought updates needs a secret and a public address; one that fetches them needs neither', () => {
  const token = { TELEGRAM_BOT_TOKEN: '123456:AAbbCCddEEffGGhhIIjjKKll' };
  const telegramOf = (more: NodeJS.ProcessEnv) => loadConfig([], { ...token, ...more }).telegram;
  expect(telegramOf({})).toEqual({ token: token.TELEGRAM_BOT_TOKEN, apiRoot: 'https://api.telegram.org' });
  expect(() => telegramOf({ TELEGRAM_MODE: 'webhook' })).toThrow(
    /TELEGRAM_WEBHOOK_SECRET: required .*anyone can post updates as Telegram[^]*PUBLIC_URL: required/,
  );
  const secret = 'x'.repeat(16);
  expect(
    telegramOf({
      TELEGRAM_MODE: 'webhook',
      TELEGRAM_WEBHOOK_SECRET: secret,
      PUBLIC_URL: 'https://p.example/',
    }),
  ).toMatchObject({ webhook: { url: 'https://p.example/webhook/telegram', secret } });
  expect(loadConfig([], { TELEGRAM_MODE: 'webhook' }).telegram).toBeUndefined();
  expect(() => loadConfig(['bot'], {})).toThrow(/TELEGRAM_BOT_TOKEN: required/);
  expect(() => loadConfig([], { TELEGRAM_BOT_TOKEN: 'not a token' })).toThrow(/TELEGRAM_BOT_TOKEN/);
});
