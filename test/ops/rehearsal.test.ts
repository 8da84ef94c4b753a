import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Container } from '../../ops/rehearsal/engine';
import { complaints, faultsOf, isOpenSecret, unsettled, writtenPaths } from '../../ops/rehearsal/examine';
import { basesOf, overlay } from '../../ops/rehearsal/stage';
import { STAND_INS } from '../../ops/rehearsal/standIns';
import { ROOT, production, readCompose } from './composeFile';

/** As `docker inspect` tells of a container of ours in production that is as promised. */
function aContainer(service: string, changed: Partial<Container> = {}): Container {
  return {
    ...{ Id: service, Name: `/rehearsal-${service}-1`, Image: 'sha256:0', RestartCount: 0 },
    State: { Status: 'running', ExitCode: 0, Pid: 1, OOMKilled: false, Health: { Status: 'healthy' } },
    Config: {
      ...{ User: '10001:10001', Image: 'proverka/app' },
      Env: ['JWT_SECRET_FILE=/run/secrets/jwt_secret', 'S3_ACCESS_KEY_FILE=/run/secrets/s3_access_key'],
      Labels: { 'com.docker.compose.service': service, 'com.docker.compose.oneoff': 'False' },
    },
    HostConfig: {
      ...{ ReadonlyRootfs: true, CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges:true'] },
      ...{ Memory: 1, NanoCpus: 1, PidsLimit: 1, LogConfig: { Config: { 'max-size': '20m' } } },
    },
    ...changed,
  };
}
const api = aContainer('api');
const host = (changed: Partial<Container['HostConfig']>) =>
  aContainer('api', { HostConfig: { ...api.HostConfig, ...changed } });
const config = (changed: Partial<Container['Config']>) =>
  aContainer('api', { Config: { ...api.Config, ...changed } });
const state = (service: string, changed: Partial<Container['State']>) =>
  aContainer(service, { State: { ...api.State, ...changed } });

test('a container that is as promised has no fault; one that ran to its end needs no limits', () => {
  const ended = state('migrate', { Status: 'exited', Pid: 0 });
  const unlimited = {
    ...ended,
    HostConfig: { ...host({ Memory: 0, NanoCpus: 0, PidsLimit: null }).HostConfig },
  };
  expect(faultsOf([api, unlimited], true)).toEqual([]);
});

test.each<[string, Container]>([
  ['was restarted', aContainer('api', { RestartCount: 1 })],
  ['ran out of memory', state('api', { OOMKilled: true })],
  ['is not as it should be', state('api', { Health: { Status: 'starting' } })],
  ['can write to its file system', host({ ReadonlyRootfs: false })],
  ['keeps capabilities', host({ CapDrop: null })],
  ['may gain privileges', host({ SecurityOpt: null })],
  ['is another user than 10001', config({ User: '' })],
  ['is told a secret openly', config({ Env: ['JWT_SECRET=letmein'] })],
  ['has no limit of memory', host({ Memory: 0 })],
  ['has no limit of processors', host({ NanoCpus: 0 })],
  ['has no limit of processes', host({ PidsLimit: null })],
  ['logs without end', host({ LogConfig: { Config: null } })],
])('the rehearsal sees a container that %s', (fault, container) => {
  expect(faultsOf([container], true)).toEqual([`rehearsal-api-1 ${fault}`]);
});

test('settled is healthy, or ended with 0 where that is its work', () => {
  expect(unsettled(api)).toBeUndefined();
  expect(unsettled(state('api', { Status: 'exited' }))).toMatch(/api-1 is exited/);
  expect(unsettled(state('migrate', { Status: 'exited' }))).toBeUndefined();
  expect(unsettled(state('migrate', { Status: 'exited', ExitCode: 1 }))).toMatch(/migrate-1 is exited \(1\)/);
  expect(unsettled(state('migrate', {}))).toMatch(/migrate-1 is running/);
});

test('a secret is open when its variable holds it, not when it names a file or nothing', () => {
  expect(['METRICS_TOKEN=abc', 'S3_SECRET_KEY=abc'].map(isOpenSecret)).toEqual([true, true]);
  const closed = ['JWT_SECRET_FILE=/run/secrets/jwt_secret', 'METRICS_TOKEN=', 'KEYBOARD=us', 'PATH=/bin'];
  expect(closed.filter(isOpenSecret)).toEqual([]);
});

test('what a container wrote is told apart from what the engine mounts', () => {
  expect(writtenPaths('C /run\nA /run/secrets\nA /run/secrets/jwt_secret\nC /app\nA /app/core\n')).toEqual([
    '/app',
    '/app/core',
  ]);
});

test('complaints are lines of an error or worse', () => {
  expect(complaints('plain words\n{"level":30,"msg":"well"}\n{"level":50,"msg":"ill"}\n')).toEqual([
    '{"level":50,"msg":"ill"}',
  ]);
});

test('what is laid over names services of the files only, and nothing where images are pulled', () => {
  for (const [isProduction, services] of [
    [false, readCompose('docker-compose.yml').services],
    [true, production().services],
  ] as const) {
    const { services: over } = parse(overlay({ standIns: true, production: isProduction })) as {
      services: Record<string, object>;
    };
    expect(Object.keys(over).filter((name) => !(name in services))).toEqual([]);
    const built = Object.keys(services).filter((name) => services[name]?.build);
    expect(built.filter((name) => !(name in over))).toEqual([]);
  }
  expect(parse(overlay({ standIns: false, production: true }))).toEqual({ services: {} });
});

test('every image that is pulled has a stand-in, but Grafana', () => {
  const pulled = Object.entries(production().services).filter(([, { build }]) => !build);
  const images = new Map(pulled.map(([name, { image }]) => [image, name]));
  const alike = new Set(Object.keys(STAND_INS).map((name) => production().services[name]?.image));
  expect([...images].filter(([image]) => !alike.has(image)).map(([, name]) => name)).toEqual(['grafana']);
  const folder = join(ROOT, 'ops/rehearsal/standIns');
  expect(readdirSync(folder).sort()).toEqual(['Dockerfile', 'docker-entrypoint.sh', 'start-ui-server.sh']);
  const targets = readFileSync(join(folder, 'Dockerfile'), 'utf8');
  for (const target of Object.values(STAND_INS)) expect(targets).toContain(` AS ${target}\n`);
});

test("the Dockerfile's bases are read with their defaults", () => {
  expect(basesOf(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'))).toEqual({
    NODE_IMAGE: expect.stringMatching(/^node:20/),
    DEBIAN_IMAGE: expect.stringMatching(/^debian:/),
    POSTGRES_IMAGE: withoutVariable(production().services['postgres']?.image ?? ''),
  });
});

const withoutVariable = (image: string) => image.replace(/^\$\{\w+:-([^}]+)\}$/, '$1');
