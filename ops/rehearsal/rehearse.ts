import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepLogins } from '../../runtime/logins';
import { cacheDirOf } from '../../runtime/options';
import { backUpAndDrill, restoreInPlace } from './backups';
import { type Engine, assertEngine, createEngine } from './engine';
import { type Stage, doctor, memory, play, raise, stopEach, watch } from './onStage';
import { hirePeople } from './people';
import { killAndRecover } from './recovery';
import { basesOf, copyRepository, overlay, secretIn, writeEnvironment } from './stage';
import { makeStandIns } from './standIns';

const HELP = `npm run rehearse:compose [-- --stand-ins] [--keep]
What docs/deployment.md describes, done for real with the Docker engine that DOCKER_HOST or the machine gives, as root:
builds the images, starts docker-compose.yml from a clean copy of the repository, tells one check's life through the
published port, lays docker-compose.prod.yml over it, tells another through Caddy's TLS, backs up and restores, ends
processes by SIGKILL while a check is filled in, measures memory and stops, and removes all that it made.
It takes ports 80, 443, 8080, 8233, 9090 and 9093; its project is called proverka-rehearsal. Half an hour.
  --stand-ins  makes the images that are pulled otherwise (needs debootstrap and Go): for machines without a registry
  --keep       leaves containers, images and folder as they are at the end`;

const PROJECT = 'proverka-rehearsal';
const FILES = ['docker-compose.yml', 'docker-compose.prod.yml'];
const report = (line: string) => console.log(`✓ ${line}`);

async function main(): Promise<void> {
  const isAsked = (flag: string) => process.argv.includes(flag);
  if (isAsked('--help')) return void console.log(HELP);
  const folder = mkdtempSync(join(tmpdir(), `${PROJECT}-`));
  const env = { ...process.env, ...imageNames(), DOCKER_BUILDKIT: '1' };
  const stage: Stage = { engine: createEngine(folder, PROJECT, env), folder, env, report };
  try {
    report(await assertEngine(stage.engine));
    copyRepository(folder);
    execFileSync('sh', ['ops/compose/secrets.sh'], { cwd: folder });
    if (isAsked('--stand-ins')) await standIn(stage.engine, env, folder);
    await build(stage.engine, folder, isAsked('--stand-ins'));
    await oneMachine(stage, isAsked('--stand-ins'));
    await production(stage, isAsked('--stand-ins'));
    console.log('The files and images hold what docs/deployment.md promises.');
  } catch (error) {
    await tellLogs(stage.engine).catch(() => undefined);
    throw error;
  } finally {
    if (!isAsked('--keep')) {
      await stage.engine
        .compose('down', '--volumes', '--remove-orphans', '--timeout', '40')
        .catch(() => undefined);
      await stage.engine.attempt('image', 'rm', ...Object.values(imageNames()));
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** Beside the images of a deployment on this machine. */
const imageNames = () => ({
  PROVERKA_IMAGE: `${PROJECT}/app`,
  PROVERKA_REPORTS_IMAGE: `${PROJECT}/reports`,
  PROVERKA_BACKUP_IMAGE: `${PROJECT}/backup`,
});

async function standIn(engine: Engine, env: NodeJS.ProcessEnv, folder: string): Promise<void> {
  prepare(folder, FILES, { standIns: true, production: true });
  const { services } = JSON.parse(await engine.compose('config', '--format', 'json')) as {
    services: Record<string, { image: string }>;
  };
  await makeStandIns({
    engine,
    places: { cacheDir: cacheDirOf(env), env, say: (line) => console.log(`  ${line}`) },
    context: join(folder, '.stand-ins'),
    bases: basesOf(readFileSync('Dockerfile', 'utf8')),
    images: Object.fromEntries(Object.entries(services).map(([name, { image }]) => [name, image])),
  });
}

function prepare(folder: string, files: readonly string[], how: Parameters<typeof overlay>[0]): void {
  writeFileSync(join(folder, 'rehearsal.yml'), overlay(how));
  writeEnvironment(folder, {
    ...{ COMPOSE_FILE: [...files, 'rehearsal.yml'].join(':'), COMMIT: 'rehearsed' },
    ...(how.production && { DOMAIN: 'localhost', TLS: 'internal' }),
  });
}

async function build(engine: Engine, folder: string, standIns: boolean): Promise<void> {
  prepare(folder, FILES, { standIns, production: true });
  const beganAt = Date.now();
  await engine.compose('build');
  const sizes: string[] = [];
  for (const image of Object.values(imageNames())) {
    const bytes = Number(await engine.docker('image', 'inspect', '--format', '{{.Size}}', image));
    sizes.push(`${image.split('/')[1]} ${Math.round(bytes / 1e6)} MB`);
  }
  report(`built in ${Math.round((Date.now() - beganAt) / 1000)} s: ${sizes.join(', ')}`);
}

async function oneMachine(stage: Stage, standIns: boolean): Promise<void> {
  prepare(stage.folder, FILES.slice(0, 1), { standIns, production: false });
  await raise(stage, false);
  const url = `http://localhost:${process.env['PORT'] ?? 8080}`;
  const people = await hirePeople(url, secretIn(stage.folder, 'admin_password'));
  keepLogins(stage.folder, people);
  await doctor(stage);
  await play(url, stage);
  await watch(`http://localhost:${process.env['PROMETHEUS_PORT'] ?? 9090}`, stage);
  await killAndRecover({ engine: stage.engine, url, logins: people, say: report });
}

async function production(stage: Stage, standIns: boolean): Promise<void> {
  const { engine, folder } = stage;
  prepare(folder, FILES, { standIns, production: true });
  await raise(stage, true);
  await memory(stage);
  const authority = join(folder, 'authority.crt');
  await engine.compose('cp', 'caddy:/data/caddy/pki/authorities/local/root.crt', authority);
  await play('https://localhost', stage, authority);
  await backUpAndDrill(stage);
  await doctor(stage);
  await restoreInPlace(stage);
  await raise(stage, true);
  await play('https://localhost', stage, authority);
  await stopEach(stage);
}

async function tellLogs(engine: Engine): Promise<void> {
  mkdirSync('.runtime', { recursive: true });
  writeFileSync('.runtime/rehearsal.log', await engine.compose('logs', '--no-color'));
  console.error('What the containers said is in .runtime/rehearsal.log');
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
