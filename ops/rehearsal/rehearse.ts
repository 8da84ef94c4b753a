import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createDatabase } from '../../db/database';
import { seedDemo } from '../../runtime/demo/seedDemo';
import { tellStory } from '../../runtime/demo/story/tellStory';
import { keepLogins, readLogins } from '../../runtime/logins';
import { cacheDirOf } from '../../runtime/options';
import { type Parts, startParts } from '../../runtime/parts';
import { type Container, startContainer } from './container';
import { type Image, buildImages, debianRoot, megabytesOf, nodeLayer, sizesOf } from './imageBuilder';

const HELP = `npm run rehearse:images [-- --keep]
Carries out the Dockerfile's steps for the images app and reports without a Docker engine (overlayfs and chroot, as root on
Linux; needs debootstrap), then runs migrations, the API and the workers from them as their own user with a read-only
file system beside an embedded Postgres, Temporal and S3: health, the demo's story, and an end by SIGTERM.
  --keep   leaves the layers where they are`;

const ADMIN_PASSWORD = 'rehearsed-and-forgotten';
const READY_WITHIN_MS = 60_000;

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new Error(`It needs root on Linux.\n\n${HELP}`);
  const cacheDir = join(cacheDirOf(process.env), 'rehearsal');
  mkdirSync(cacheDir, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'proverka-rehearsal-'));
  const say = (line: string) => console.log(`  ${line}`);
  try {
    const images = build(folder, cacheDir, say);
    const parts = await startParts({
      ...{ runtimeDir: join(folder, 'parts'), cacheDir: cacheDirOf(process.env), env: process.env },
      ...{ durable: false, say },
    });
    try {
      await live(images, parts, folder);
    } finally {
      await parts.stop();
    }
  } finally {
    if (!process.argv.includes('--keep')) rmSync(folder, { recursive: true, force: true });
  }
}

function build(folder: string, cacheDir: string, say: (line: string) => void): Map<string, Image> {
  const workDir = join(folder, 'images');
  mkdirSync(workDir);
  const debian = debianRoot(cacheDir, say);
  const node = nodeLayer(workDir);
  const images = buildImages(['app', 'reports'], {
    ...{ context: process.cwd(), workDir, cacheDir, say },
    bases: { NODE_IMAGE: [debian, node], DEBIAN_IMAGE: [debian] },
  });
  say(`base (Debian): ${megabytesOf(debian)} MB`);
  for (const name of ['app', 'reports']) {
    const layers = sizesOf(imageOf(images, name), [debian]);
    const total = layers.reduce((sum, { megabytes }) => sum + megabytes, megabytesOf(debian));
    say(
      `${name}: ${total} MB on disk, of it ${layers.map(({ megabytes }) => megabytes).join(' + ')} MB of our layers`,
    );
  }
  return images;
}

async function live(images: Map<string, Image>, parts: Parts, folder: string): Promise<void> {
  const { database, temporal, s3 } = parts;
  if (!database || !temporal || !s3) throw new Error('a part is missing');
  const secrets = writeSecrets(join(folder, 'secrets'), {
    database_url: database.appUrl,
    database_admin_url: database.adminUrl,
    jwt_secret: 'rehearsed '.repeat(5),
    s3_secret_key: s3.secretKey,
    admin_password: ADMIN_PASSWORD,
  });
  const port = await parts.ports.take('rehearsed_api');
  const url = `http://127.0.0.1:${port}`;
  const env: Record<string, string> = {
    ...{ HOST: '127.0.0.1', METRICS_HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url },
    DATABASE_URL_FILE: '/run/secrets/database_url',
    JWT_SECRET_FILE: '/run/secrets/jwt_secret',
    ADMIN_PASSWORD_FILE: '/run/secrets/admin_password',
    S3_SECRET_KEY_FILE: '/run/secrets/s3_secret_key',
    ...{ TEMPORAL_ADDRESS: temporal.address, S3_ENDPOINT: s3.endpoint, S3_ACCESS_KEY: s3.accessKey },
    ...{ USE_BITRIX_STUB: 'false', API_RATE_LIMIT: 'off' },
  };
  const start = (
    name: string,
    image: string,
    command: string[] | undefined,
    more: Record<string, string> = {},
  ) =>
    startContainer({
      ...{ name, secrets, image: imageOf(images, image), env: { ...env, ...more } },
      ...{ workDir: join(folder, 'containers'), ...(command && { command }) },
    });
  const toItsEnd = async (name: string, command: string[], more: Record<string, string> = {}) => {
    const container = start(name, 'app', command, more);
    const code = await container.ended;
    if (code !== 0) throw new Error(`${name} ended with ${code}:\n${container.log()}`);
    return container.log().trim();
  };

  const owner = { DATABASE_ADMIN_URL_FILE: '/run/secrets/database_admin_url' };
  report(`migrate: ${await toItsEnd('migrate', ['node', 'dist/db/migrate.js'], owner)}`);
  const whoami = 'id -u; touch /tmp/x; ! touch /app/x 2>/dev/null && echo nothing can be written but /tmp';
  report(`as ${await toItsEnd('whoami', ['sh', '-ec', whoami])}`);
  const [checksPort, reportsPort] = [
    await parts.ports.take('rehearsed_checks'),
    await parts.ports.take('rehearsed_reports'),
  ];
  const running = [
    start('api', 'app', undefined),
    start('worker-checks', 'app', ['node', 'dist/worker/main.js', '--queues', 'checks,telegram,bitrix'], {
      WORKER_METRICS_PORT: String(checksPort),
    }),
    start('worker-reports', 'reports', undefined, { WORKER_METRICS_PORT: String(reportsPort) }),
  ];
  try {
    for (const [name, address] of [
      ['api', `${url}/health/ready`],
      ['worker-checks', `http://127.0.0.1:${checksPort}/health`],
      ['worker-reports', `http://127.0.0.1:${reportsPort}/health`],
    ] as const) {
      report(`${name} is healthy after ${await untilHealthy(name, address, running, toItsEnd)} ms`);
    }
    await tellTheStory(url, database.appUrl, join(folder, 'logins'));
    report(`memory: ${running.map((one) => `${one.name} ${one.memoryMb()} MB`).join(', ')}`);
  } catch (error) {
    for (const { name, log } of running) console.error(`── ${name}\n${log().slice(-3_000)}`);
    throw error;
  } finally {
    for (const container of running.reverse()) {
      const { code, tookMs } = await container.stop();
      report(`${container.name} ended by SIGTERM with ${code} in ${tookMs} ms`);
      if (code !== 0) process.exitCode = 1;
    }
  }
  report('The images are as they should be.');
}

/** By the image's own health check, run as Docker would: in the same image. */
async function untilHealthy(
  name: string,
  address: string,
  running: readonly Container[],
  toItsEnd: (name: string, command: string[]) => Promise<string>,
): Promise<number> {
  const beganAt = Date.now();
  const ended = running.find((one) => one.name === name)?.ended.then((code) => `${name} ended with ${code}`);
  for (;;) {
    const failure = await Promise.race([
      ended,
      toItsEnd('health', ['node', 'dist/ops/image/health.mjs', address]).then(
        () => undefined,
        (error: Error) => error,
      ),
    ]);
    if (failure === undefined) return Date.now() - beganAt;
    if (typeof failure === 'string') throw new Error(failure);
    if (Date.now() - beganAt > READY_WITHIN_MS) throw failure;
    await delay(250);
  }
}

async function tellTheStory(url: string, databaseUrl: string, folder: string): Promise<void> {
  mkdirSync(folder);
  keepLogins(folder, [
    { username: 'admin', password: ADMIN_PASSWORD, role: 'admin', full_name: 'Администратор' },
  ]);
  const db = createDatabase({ url: databaseUrl, maxConnections: 4, applicationName: 'proverka-rehearsal' });
  try {
    await seedDemo({ ...{ db, url }, runtimeDir: folder, say: () => {} });
  } finally {
    await db.close();
  }
  const { pdf, deviations, timeline } = await tellStory({
    ...{ url, logins: readLogins(folder), fast: true, say: () => {} },
  });
  if (deviations.length > 0)
    throw new Error(`The story went otherwise than promised:\n${deviations.join('\n')}`);
  report(`one check's life: ${timeline.join(', ')}; a PDF of ${Math.round((pdf?.length ?? 0) / 1024)} KB`);
}

function writeSecrets(folder: string, secrets: Record<string, string>): string {
  mkdirSync(folder);
  for (const [name, value] of Object.entries(secrets)) writeFileSync(join(folder, name), `${value}\n`);
  return folder;
}

function imageOf(images: Map<string, Image>, name: string): Image {
  const image = images.get(name);
  if (!image) throw new Error(`the Dockerfile has no target ${name}`);
  return image;
}

const report = (line: string) => console.log(`✓ ${line.replaceAll('\n', '; ')}`);

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
