import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureProgram } from '../../runtime/programs/ensure';
import { goInstall } from '../../runtime/programs/go';
import { ensurePostgresTools } from '../../runtime/programs/postgresTools';
import type { Program, ProgramPlaces } from '../../runtime/programs/program';
import { temporalCli } from '../../runtime/programs/temporalCli';
import { temporalServer, temporalSqlTool } from '../../runtime/programs/temporalServer';
import { versityGateway } from '../../runtime/programs/versityGateway';
import type { Engine } from './engine';

const wayOut = 'Install Go (https://go.dev/dl), or use an engine that reaches an image registry.';
/** Under names that no PATH has: what a machine has of its own is another version. */
const built = (name: string, version: string, module: string): Program => ({
  ...{ name, version, wayOut },
  sources: [goInstall(`${module}@${version}`, { as: name })],
});

/** A stand-in's target in standIns/Dockerfile and the programs that it takes from this machine. */
const PROGRAMS: Record<string, Program[]> = {
  temporal: [temporalServer],
  'temporal-tools': [temporalCli, temporalSqlTool],
  'temporal-ui': [built('stand-in-ui-server', 'v2.42.1', 'github.com/temporalio/ui-server/v2/cmd/server')],
  s3: [versityGateway],
  alertmanager: [
    built('stand-in-alertmanager', 'v0.28.1', 'github.com/prometheus/alertmanager/cmd/alertmanager'),
  ],
  caddy: [built('stand-in-caddy', 'v2.10.0', 'github.com/caddyserver/caddy/v2/cmd/caddy')],
};

/** Which stand-in takes the place of a service's image. */
export const STAND_INS: Record<string, string> = {
  postgres: 'postgres',
  temporal: 'temporal',
  'temporal-schema': 'temporal-tools',
  'temporal-ui': 'temporal-ui',
  s3: 's3',
  prometheus: 'prometheus',
  alertmanager: 'alertmanager',
  caddy: 'caddy',
};

export interface Maker {
  engine: Engine;
  places: ProgramPlaces;
  /** Emptied, and filled with what the images are made of. */
  context: string;
  /** The Dockerfile's bases by argument, and each service's image, as the files name them. */
  bases: Record<string, string>;
  images: Record<string, string>;
}

/**
 * Makes the images that a registry would have, under the names that the files ask for: the same programs in the same
 * versions built from their published sources, but Prometheus, which is Debian's.
 */
export async function makeStandIns({ engine, places, context, bases, images }: Maker): Promise<void> {
  rmSync(context, { recursive: true, force: true });
  cpSync('ops/rehearsal/standIns', context, { recursive: true });
  const { DEBIAN_IMAGE = '', NODE_IMAGE = '' } = bases;
  importDebian(debianRoot(join(places.cacheDir, 'rehearsal'), places.say), DEBIAN_IMAGE, places.env);
  putNode(join(context, 'node'));
  await putPostgres(context, places);
  for (const program of new Set(Object.values(PROGRAMS).flat()))
    cpSync((await ensureProgram(program, places)).path, join(context, program.name));
  const make = (target: string, image: string) => {
    places.say(`stand-in for ${image}`);
    const base = ['--build-arg', `DEBIAN_IMAGE=${DEBIAN_IMAGE}`];
    return engine.docker(
      'build',
      '--quiet',
      '--network',
      'host',
      ...base,
      '--target',
      target,
      '--tag',
      image,
      context,
    );
  };
  await make('node', NODE_IMAGE);
  for (const [service, target] of Object.entries(STAND_INS)) await make(target, images[service] ?? '');
}

function importDebian(root: string, image: string, env: NodeJS.ProcessEnv): void {
  const outside = ['proc', 'sys', 'dev'].map((name) => `--exclude=./${name}/*`).join(' ');
  const command = `tar -C '${root}' -c ${outside} . | docker import --change 'CMD ["bash"]' - '${image}'`;
  const { status, stderr } = spawnSync('sh', ['-c', command], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`docker import of Debian failed: ${stderr}`);
}

/** A root file system of Debian 12 without anything else, made once; as the official slim image without documents. */
function debianRoot(cacheDir: string, say: (line: string) => void): string {
  const folder = join(cacheDir, 'debian-bookworm');
  if (existsSync(join(folder, '.complete'))) return folder;
  if (process.getuid?.() !== 0) throw new Error('Stand-ins need root: debootstrap makes their Debian.');
  say('getting a root file system of Debian 12 with debootstrap, once');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(cacheDir, { recursive: true });
  const made = spawnSync('debootstrap', ['--variant=minbase', 'bookworm', folder], { encoding: 'utf8' });
  if (made.status !== 0)
    throw new Error(`debootstrap failed: ${made.error?.message ?? made.stdout.slice(-500)}`);
  const documents = ['doc', 'man', 'locale', 'info'];
  for (const path of [
    ...documents.map((name) => `usr/share/${name}`),
    'var/lib/apt/lists',
    'var/cache/apt',
    'var/log',
  ]) {
    rmSync(join(folder, path), { recursive: true, force: true });
    mkdirSync(join(folder, path), { recursive: true });
  }
  writeFileSync(
    join(folder, 'etc/dpkg/dpkg.cfg.d/slim'),
    documents.map((name) => `path-exclude /usr/share/${name}/*\n`).join(''),
  );
  writeFileSync(join(folder, '.complete'), '');
  return folder;
}

/** This machine's Node, npm and certificates where the official image has them. */
function putNode(folder: string): void {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  cpSync(process.execPath, join(folder, 'bin/node'));
  const modules = spawnSync('npm', ['root', '--global'], { encoding: 'utf8' }).stdout.trim();
  cpSync(join(modules, 'npm'), join(folder, 'lib/node_modules/npm'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  for (const name of ['npm', 'npx'])
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(folder, 'bin', name));
  const authorities = '/etc/ssl/certs/ca-certificates.crt';
  const place = join(dirname(folder), 'authorities.crt');
  if (existsSync(authorities)) cpSync(authorities, place, { dereference: true });
  else writeFileSync(place, '');
}

async function putPostgres(context: string, places: ProgramPlaces): Promise<void> {
  const programs = await ensurePostgresTools(places);
  const root = dirname(programs);
  for (const name of ['bin', 'lib', 'share'])
    cpSync(join(root, name), join(context, 'postgres', name), { recursive: true });
  const libraries = join(root, '../../embedded_postgres.libs');
  const found = spawnSync('sh', ['-c', `cp '${libraries}'/libpq-*.so.5* '${join(context, 'libpq.so.5')}'`]);
  if (found.status !== 0) throw new Error(`there is no libpq in ${libraries}`);
}
