import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { VARIABLES, loadConfig } from '../../platform/config';
import { type ComposeService, ROOT, production, readCompose, withDefaults } from './composeFile';

const FILES = ['docker-compose.yml', 'docker-compose.prod.yml'];
const COMPOSE_LIBRARY = 'github.com/compose-spec/compose-go/v2@v2.16.2';
const GIVEN = { DOMAIN: 'proverka.plant.example', TLS: 'internal' };
/** What the product is told by its image, beside what Compose tells it. */
const IMAGE = { HOST: '0.0.0.0', METRICS_HOST: '0.0.0.0', NODE_ENV: 'production' };

const both = production();
const services = Object.entries(both.services);
const ours = services.filter(([, { command }]) => command?.[0] === 'node');
const lasting = services.filter(
  ([, { restart, profiles }]) => restart !== 'no' && !profiles?.includes('tools'),
);

let folder: string;
let secretsMade: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proverka-compose-'));
  secretsMade = execFileSync('sh', [join(ROOT, 'ops/compose/secrets.sh')], {
    env: { ...process.env, SECRETS_DIR: join(folder, 'secrets') },
    encoding: 'utf8',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const found = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
// What only Docker's own plugin can say; the schema and the rules below are held without it.
const withCompose = found('docker', 'compose', 'version') ? test : test.skip;

// The schema is in no npm package that is kept up to date: Compose's own library has it.
const withGo = found('go', 'version') ? test : test.skip;

withGo.each(FILES)('%s is valid by the schema of the Compose specification', (name) => {
  const got = execFileSync('go', ['mod', 'download', '-json', COMPOSE_LIBRARY], {
    cwd: folder,
    encoding: 'utf8',
  });
  const { Dir } = JSON.parse(got) as { Dir: string };
  const schema = JSON.parse(readFileSync(join(Dir, 'schema/compose-spec.json'), 'utf8')) as object;
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  expect([validate(readCompose(name)), validate.errors]).toEqual([true, null]);
});

// The plugin is no part of the client; `docker compose config` needs no engine.
withCompose('docker compose takes both files together, and refuses them without the public name', () => {
  const config = (env: Record<string, string>) =>
    spawnSync(
      'docker',
      ['compose', ...FILES.flatMap((file) => ['-f', file]), '--profile', 'telegram', 'config', '-q'],
      {
        cwd: ROOT,
        env: { ...process.env, SECRETS_DIR: join(folder, 'secrets'), ...env },
        encoding: 'utf8',
      },
    );
  expect(config(GIVEN)).toMatchObject({ status: 0, stderr: '' });
  expect(config({}).stderr).toMatch(/DOMAIN is missing a value: the public name/);
});

test('secrets are made once, closed to others, and empty only where nobody but the operator knows them', () => {
  const place = join(folder, 'secrets');
  const again = execFileSync('sh', [join(ROOT, 'ops/compose/secrets.sh')], {
    env: { ...process.env, SECRETS_DIR: place },
    encoding: 'utf8',
  });
  expect(again).toMatch(/all secrets are in .* already/);
  expect(secretsMade.trim().split(/\s+/).slice(3).sort()).toEqual(Object.keys(both.secrets).sort());
  expect(statSync(place).mode & 0o777).toBe(0o700);
  const secrets = readdirSync(place).map((name) => ({
    name,
    text: readFileSync(join(place, name), 'utf8').trim(),
  }));
  expect(secrets.filter(({ text }) => text === '').map(({ name }) => name)).toEqual([
    'alert_webhook_url',
    'backup_s3_access_key',
    'backup_s3_secret_key',
    'bitrix_application_token',
    'bitrix_webhook_url',
    'smtp_url',
    'telegram_bot_token',
  ]);
  const made = secrets.filter(({ text }) => text !== '');
  expect(new Set(made.map(({ text }) => text)).size).toBe(made.length);
});

test.each(ours)(
  '%s: its program is there, it is told only what the product reads, and reads it without fault',
  (_, service) => {
    const [, file = '', flag, queues] = service.command ?? [];
    const source = file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
    expect(existsSync(join(ROOT, source))).toBe(true);
    if (flag === '--queues') {
      const known = /QUEUES = \[(.*?)\]/.exec(readFileSync(join(ROOT, 'worker/main.ts'), 'utf8'))?.[1] ?? '';
      for (const queue of (queues ?? '').split(',')) expect(known).toContain(`'${queue}'`);
    }
    const told = Object.entries(service.environment ?? {});
    expect(
      told.map(([name]) => name.replace(/_FILE$/, '')).filter((name) => !VARIABLES.includes(name)),
    ).toEqual([]);
    const environment = Object.fromEntries(
      told.map(([name, value]) => [
        name,
        withDefaults(String(value), GIVEN).replace('/run/secrets', join(folder, 'secrets')),
      ]),
    );
    for (const [name, value] of told) {
      if (name.endsWith('_FILE')) expect(service.secrets).toContain(value.replace('/run/secrets/', ''));
    }
    const needs = file.includes('migrate')
      ? (['database', 'databaseOwner'] as const)
      : (['database', 'temporal', 's3', 'auth'] as const);
    expect(loadConfig(needs, { ...IMAGE, ...environment }).database.url).toMatch(
      /proverka_app:[0-9a-f]{48}@postgres/,
    );
  },
);

test('no password stands in the files, and none has a default', () => {
  for (const [name, { environment }] of services) {
    const open = Object.entries(environment ?? {}).filter(
      ([variable, value]) =>
        /PASSWORD|SECRET|TOKEN|_KEY|_PWD/.test(variable) && !String(value).startsWith('/run/secrets/'),
    );
    expect([name, open]).toEqual([name, []]);
  }
});

test.each(services)('%s: what it mounts, and what it waits for, is there', (_, service) => {
  for (const volume of service.volumes ?? []) {
    const [source = ''] = withDefaults(volume, GIVEN).split(':');
    if (source.startsWith('./')) expect([source, existsSync(join(ROOT, source))]).toEqual([source, true]);
  }
  for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
    const needed = both.services[name];
    const ends = needed?.restart === 'no';
    expect([name, condition]).toEqual([name, ends ? 'service_completed_successfully' : 'service_healthy']);
    if (!ends) expect(needed?.healthcheck).toBeDefined();
  }
});

test('nobody depends on the API: what does would be replaced with it, and Caddy has to hold the requests meanwhile', () => {
  const dependent = services.filter(([, { depends_on }]) => depends_on && 'api' in depends_on);
  expect(dependent.map(([name]) => name)).toEqual([]);
});

test.each(lasting)(
  '%s is watched, limited, logged within bounds, and can do no more than it must',
  (_, service) => {
    expect(service.healthcheck?.test[0]).toBe('CMD');
    expect(service.deploy?.resources?.limits).toMatchObject({
      cpus: expect.anything(),
      memory: expect.anything(),
      pids: expect.anything(),
    });
    expect(service.logging).toBeDefined();
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
    expect(service.read_only).toBe(true);
  },
);

test('only HTTPS is heard from outside; what asks nobody who they are, only on the machine itself', () => {
  const open = services.flatMap(([name, { ports }]) =>
    (ports ?? [])
      .filter((port) => !withDefaults(port).startsWith('127.0.0.1:'))
      .map((port) => `${name} ${port}`),
  );
  expect(open).toEqual(['caddy 80:80', 'caddy 443:443', 'caddy 443:443/udp']);
  const inside = (service: ComposeService | undefined) => service?.networks;
  for (const name of ['postgres', 'temporal', 's3', 'worker-reports'])
    expect(inside(both.services[name])).toEqual(['inside']);
});

test('images are named by variables, so that a release pins their digests', () => {
  for (const [name, { image }] of services)
    expect([name, image]).toEqual([name, expect.stringMatching(/^\$\{[A-Z_0-9]+_IMAGE:-[^}]+\}$/)]);
});

test('.env.example names every variable that the product reads, and no other', () => {
  const named = readFileSync(join(ROOT, '.env.example'), 'utf8').match(/^[A-Z][A-Z0-9_]*(?==)/gm) ?? [];
  const set = VARIABLES.filter((name) => !['NODE_ENV', 'PATH'].includes(name));
  expect([...named].sort()).toEqual([...set].sort());
});

/** Checked by the program itself where this machine has it; by nothing else, so the reason is said by the skip. */
const checks: [program: string, args: string[], env?: Record<string, string>][] = [
  ['caddy', ['validate', '--adapter', 'caddyfile', '--config', 'ops/caddy/Caddyfile'], GIVEN],
  ['amtool', ['check-config', 'ops/alertmanager/alertmanager.yml']],
  ['hadolint', ['Dockerfile']],
  ['shellcheck', readdirSync(join(ROOT, 'ops/compose')).map((name) => `ops/compose/${name}`)],
];
describe.each(checks)('%s', (program, args, env = {}) => {
  const version = spawnSync(program, ['--version'], { encoding: 'utf8' });
  // Debian's alertmanager is older than files for secrets.
  const old = /version 0\.(1\d|2[0-5])\./.test(`${version.stdout}${version.stderr}`);
  const withProgram = version.error || old ? test.skip : test;
  withProgram('has nothing to say against its file', () => {
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    expect([status, status === 0 ? '' : stdout + stderr]).toEqual([0, '']);
  });
});
