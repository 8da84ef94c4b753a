import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isAlive } from '../../runtime/process/identity';
import { aFolder, aScript, clearRuntimes, until } from './anyRuntime';

afterEach(clearRuntimes);

/** Stand for the compiled product: start() only runs them and asks /health/ready. */
const product = {
  'db/migrate.js': `require('fs').appendFileSync(process.env.RUNTIME_DIR + '/calls', 'migrate\\n')`,
  'api/main.js': `
    require('fs').writeFileSync(process.env.RUNTIME_DIR + '/api-env.json', JSON.stringify(process.env));
    require('http').createServer((_, response) => response.end()).listen(process.env.PORT, process.env.HOST)`,
  'worker/main.js': `
    require('http').createServer((_, response) => response.end('temporal_num_pollers'))
      .listen(process.env.WORKER_METRICS_PORT, '127.0.0.1')`,
  'bot/main.js': 'setInterval(() => {}, 1000)',
  'runtime/demo/seed.js': `
    require('fs').appendFileSync(process.env.RUNTIME_DIR + '/calls', 'seed\\n');
    require('fs').writeFileSync(process.env.RUNTIME_DIR + '/demo-logins.txt', 'ivanov: secret\\n')`,
};

const code = (root: string) => `
  require('./runtime/start.ts').start(${JSON.stringify(root)}, process.env).catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
`;

async function aProduct(): Promise<{ root: string; env: NodeJS.ProcessEnv }> {
  const root = aFolder();
  for (const [file, text] of Object.entries(product)) {
    mkdirSync(join(root, 'dist', file, '..'), { recursive: true });
    writeFileSync(join(root, 'dist', file), text);
  }
  return {
    root,
    env: { PORT: String(await aFreePort()), RUNTIME_DIR: join(root, '.runtime'), DATABASE_URL: '' },
  };
}

test('one start brings all up, seeds once, and a SIGTERM ends every process', async () => {
  const { root, env } = await aProduct();
  const first = aScript(code(root), env);
  await first.line(/Ctrl-C/);
  expect(first.output()).toMatch(/Proverka +http:\/\/127\.0\.0\.1:\d+\/\n[^]*Temporal UI[^]*ivanov: secret/);
  const seen = JSON.parse(readFileSync(join(root, '.runtime', 'api-env.json'), 'utf8')) as Record<
    string,
    string
  >;
  expect(seen).toMatchObject({
    DATABASE_URL: expect.stringMatching(/^postgres:\/\/proverka_app:/),
    DATABASE_ADMIN_URL: expect.stringMatching(/^postgres:\/\/proverka:/),
    TEMPORAL_ADDRESS: expect.stringMatching(/^127\.0\.0\.1:/),
    TEMPORAL_NAMESPACE: 'default',
    S3_ENDPOINT: expect.stringMatching(/^http:/),
    S3_BUCKET: 'proverka',
    JWT_SECRET: expect.stringMatching(/.{32}/),
    DEMO_DATA: 'true',
  });
  const running = JSON.parse(readFileSync(join(root, '.runtime', 'pids.json'), 'utf8')) as Started[];
  expect(running.map(({ part }) => part).sort()).toEqual([
    'api',
    'postgres',
    's3',
    'temporal',
    'worker-checks',
    'worker-reports',
  ]);

  process.kill(first.pid, 'SIGTERM');
  expect(await first.ended).toBe(0);
  expect(running.filter(({ pid }) => isAlive(pid))).toEqual([]);

  const second = aScript(code(root), env);
  await second.line(/Ctrl-C/);
  process.kill(second.pid, 'SIGINT');
  expect(await second.ended).toBe(0);
  expect(readFileSync(join(root, '.runtime', 'calls'), 'utf8')).toBe('migrate\nseed\nmigrate\n');
});

test('with the token of a bot the bot runs too, and a webhook without a secret stops the start', async () => {
  const { root, env } = await aProduct();
  const bot = { ...env, TELEGRAM_BOT_TOKEN: '123456:AAbbCCddEEffGGhhIIjjKKll' };
  const refused = aScript(code(root), { ...bot, TELEGRAM_MODE: 'webhook' });
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain('anyone can post updates as Telegram');

  const started = aScript(code(root), bot);
  await started.line(/Ctrl-C/);
  const running = JSON.parse(readFileSync(join(root, '.runtime', 'pids.json'), 'utf8')) as Started[];
  expect(running.map(({ part }) => part)).toContain('bot');
  process.kill(started.pid, 'SIGTERM');
  expect(await started.ended).toBe(0);
}, 120_000);

test('a signal during the start ends it and all that it has started', async () => {
  const { root, env } = await aProduct();
  rmSync(join(root, 'dist', 'api', 'main.js'));
  writeFileSync(join(root, 'dist', 'api', 'main.js'), 'setInterval(() => {}, 1000)'); // never ready
  const run = aScript(code(root), env);
  await until(() => recorded(root).some(({ part }) => part === 'worker-checks'));
  const running = recorded(root);
  process.kill(run.pid, 'SIGINT');
  expect(await run.ended).toBe(1);
  expect(running.filter(({ pid }) => isAlive(pid))).toEqual([]);
});

test('a process of the product that cannot start is named with its last words', async () => {
  const { root, env } = await aProduct();
  writeFileSync(join(root, 'dist', 'db', 'migrate.js'), `console.error('no such table'); process.exit(3)`);
  const run = aScript(code(root), env);
  expect(await run.ended).toBe(1);
  expect(run.output()).toMatch(/migrate failed \(exit code 3\)\n +no such table\n.*logs\/migrate\.log/);
});

test('a taken port says who has it and how to take another, and starts nothing', async () => {
  const { root, env } = await aProduct();
  const other = createServer().listen(Number(env['PORT']), '127.0.0.1');
  try {
    const run = aScript(code(root), env);
    expect(await run.ended).toBe(1);
    expect(run.output()).toMatch(
      new RegExp(
        `Port ${env['PORT']} on 127.0.0.1 is taken by process ${process.pid} .*\\n.*PORT=8080 npm start`,
      ),
    );
    expect(recorded(root)).toEqual([]);
  } finally {
    other.close();
  }
});

test('a wrong variable stops the start before anything else', async () => {
  const { root, env } = await aProduct();
  const run = aScript(code(root), { ...env, PORT: 'eighty', LOG_LEVEL: 'loud' });
  expect(await run.ended).toBe(1);
  expect(run.output()).toMatch(/PORT:[^]*LOG_LEVEL:/);
});

interface Started {
  part: string;
  pid: number;
}

function recorded(root: string): Started[] {
  try {
    return JSON.parse(readFileSync(join(root, '.runtime', 'pids.json'), 'utf8')) as Started[];
  } catch {
    return [];
  }
}

async function aFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
