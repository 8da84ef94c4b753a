import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import dockerignore from '@balena/dockerignore';
import {
  type Dockerfile,
  type Stage,
  type Step,
  assignments,
  execForm,
  expand,
  readDockerfile,
} from './dockerfile';
import { sh, within } from './root';

export interface Image {
  name: string;
  /** Folders on top of one another, the lowest first. */
  layers: string[];
  env: Record<string, string>;
  workdir: string;
  user: string;
  entrypoint: string[];
  cmd: string[];
  healthcheck: string[];
}

export interface BuilderOptions {
  /** The folder of the Dockerfile. */
  context: string;
  /** Where layers are kept; emptied first. */
  workDir: string;
  cacheDir: string;
  /** Stand-ins for the images that cannot be pulled, by the name of the argument. */
  bases: Record<string, string[]>;
  say: (line: string) => void;
}

/**
 * Carries out a Dockerfile's steps on this machine, each stage in a folder of its own laid over its base by overlayfs,
 * commands in it by chroot. It needs root on Linux; it is no replacement for a Docker engine, only as near as one gets
 * without.
 */
export function buildImages(targets: readonly string[], options: BuilderOptions): Map<string, Image> {
  const file = readDockerfile(readFileSync(join(options.context, 'Dockerfile'), 'utf8'));
  const images = new Map<string, Image>();
  rmSync(options.workDir, { recursive: true, force: true });
  for (const stage of file.stages.filter(({ name }) => neededFor(targets, file).has(name))) {
    images.set(stage.name, buildStage(stage, file, images, options));
  }
  return images;
}

function neededFor(targets: readonly string[], { stages }: Dockerfile): Set<string> {
  const needed = new Set<string>();
  const visit = (name: string) => {
    const stage = stages.find((one) => one.name === name);
    if (!stage || needed.has(name)) return;
    needed.add(name);
    visit(stage.from);
    for (const { flags } of stage.steps) if (flags['from']) visit(flags['from']);
  };
  for (const target of targets) visit(target);
  return needed;
}

function buildStage(
  stage: Stage,
  { args }: Dockerfile,
  images: ReadonlyMap<string, Image>,
  options: BuilderOptions,
): Image {
  const parent = images.get(stage.from) ?? baseImage(stage.from, options.bases);
  const image: Image = { ...parent, name: stage.name, env: { ...parent.env }, layers: [...parent.layers] };
  const given: Record<string, string> = {};
  for (const [index, step] of stage.steps.entries()) {
    const values = { ...given, ...image.env };
    const layer = () => {
      const folder = join(options.workDir, stage.name, String(index).padStart(2, '0'));
      mkdirSync(folder, { recursive: true });
      return folder;
    };
    const beganAt = Date.now();
    switch (step.keyword) {
      case 'ARG':
        for (const [name, value] of Object.entries(assignments(step.text))) given[name] = args[name] ?? value;
        continue;
      case 'ENV':
        for (const [name, value] of Object.entries(assignments(step.text)))
          image.env[name] = expand(value, values);
        continue;
      case 'WORKDIR':
        image.workdir = resolve(image.workdir, expand(step.text, values));
        continue;
      case 'USER':
        image.user = step.text;
        continue;
      case 'ENTRYPOINT':
        image.entrypoint = execForm(step);
        continue;
      case 'CMD':
        image.cmd = execForm(step);
        continue;
      case 'HEALTHCHECK':
        image.healthcheck = execForm(step);
        continue;
      case 'LABEL':
      case 'EXPOSE':
      case 'STOPSIGNAL':
        continue;
      case 'RUN':
        image.layers = [...image.layers, run(step, image, values, layer(), options)];
        break;
      case 'COPY':
        image.layers = [...image.layers, copy(step, image, images, layer(), options)];
        break;
      default:
        throw new Error(`line ${step.line}: ${step.keyword} is not rehearsed`);
    }
    options.say(`${stage.name}: ${step.keyword} ${step.text.slice(0, 90)} (${seconds(beganAt)} s)`);
  }
  return image;
}

function baseImage(from: string, bases: Record<string, string[]>): Image {
  const layers = bases[from.replace(/^\$\{(\w+)\}$/, '$1')];
  if (!layers) throw new Error(`there is no stand-in for ${from}`);
  const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
  return { name: from, layers, env, workdir: '/', user: '0:0', entrypoint: [], cmd: [], healthcheck: [] };
}

function run(
  { text, flags, line }: Step,
  image: Image,
  values: Record<string, string>,
  upper: string,
  { cacheDir, workDir }: BuilderOptions,
): string {
  const target = /target=([^,]+)/.exec(flags['mount'] ?? '')?.[1];
  const binds: [string, string][] = [];
  if (target) {
    const cache = join(cacheDir, 'mounts', basename(target));
    mkdirSync(cache, { recursive: true });
    binds.push([cache, target]);
  }
  const done = within({ layers: image.layers, upper, workDir, binds }, (root) => [
    `mkdir -p ${root}${image.workdir}`,
    `chroot ${root} /usr/bin/env -i ${environmentOf({ ...values, ...networkOf() })} /bin/sh -ec ${sh(`cd ${image.workdir}; ${text}`)}`,
  ]);
  if (done.status !== 0) throw new Error(`line ${line}: RUN ${text}\n${done.stdout}${done.stderr}`);
  return upper;
}

function copy(
  { text, flags, line }: Step,
  image: Image,
  images: ReadonlyMap<string, Image>,
  upper: string,
  options: BuilderOptions,
): string {
  const words = text.split(/\s+/);
  const to = words.pop() ?? '';
  const source = flags['from'] ? images.get(flags['from']) : undefined;
  const target = resolve(image.workdir, to);
  const intoFolder = to.endsWith('/') || words.length > 1;
  if (source) {
    const done = within({ layers: source.layers, workDir: options.workDir, binds: [] }, (root) =>
      words.map((word) => copyCommand(join(root, word), join(upper, target), intoFolder)),
    );
    if (done.status !== 0) throw new Error(`line ${line}: COPY ${text}\n${done.stderr}`);
    return upper;
  }
  for (const word of words) {
    for (const file of contextFiles(options.context, word)) {
      const inside = word === '.' ? file : basename(file);
      const place = join(upper, target, intoFolder || word === '.' ? inside : '');
      mkdirSync(dirname(place), { recursive: true });
      cpSync(join(options.context, file), place, { preserveTimestamps: true });
    }
  }
  return upper;
}

const seconds = (beganAt: number) => ((Date.now() - beganAt) / 1000).toFixed(1);

/** As COPY: of a folder its contents, a file under its name where the target is a folder. */
const copyCommand = (from: string, to: string, intoFolder: boolean) =>
  `if [ -d ${from} ]; then mkdir -p ${to}; cp -a ${from}/. ${to}/; ` +
  `else mkdir -p ${intoFolder ? to : dirname(to)}; cp -a ${from} ${to}; fi`;

/** What the engine would be sent of a path. @throws Error where that is nothing */
function contextFiles(context: string, path: string): string[] {
  const ignored = dockerignore().add(readFileSync(join(context, '.dockerignore'), 'utf8'));
  const found = filesIn(context, (name) => !ignored.ignores(name)).filter(
    (name) => path === '.' || name === path || name.startsWith(`${path}/`),
  );
  if (found.length === 0) throw new Error(`COPY ${path}: there is nothing of this name in the context`);
  return found;
}

function filesIn(top: string, isWanted: (name: string) => boolean, folder = top): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    const name = relative(top, path);
    if (!isWanted(name)) return [];
    return entry.isDirectory() ? filesIn(top, isWanted, path) : [name];
  });
}

/** Who may be asked for packages is this machine's matter: its certificates are lent, as npm's setting. */
function networkOf(): Record<string, string> {
  const authorities = '/etc/ssl/certs/ca-certificates.crt';
  if (!existsSync(authorities)) return {};
  return { npm_config_cafile: '/run/host/ca-certificates.crt', DEBIAN_FRONTEND: 'noninteractive' };
}

const environmentOf = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => sh(`${name}=${value}`))
    .join(' ');

/** Bytes on disk of each layer above the base. */
export function sizesOf({ layers }: Image, base: readonly string[]): { folder: string; megabytes: number }[] {
  return layers
    .filter((folder) => !base.includes(folder))
    .map((folder) => ({ folder, megabytes: megabytesOf(folder) }));
}

export function megabytesOf(folder: string): number {
  const { stdout } = spawnSync('du', ['-sk', folder], { encoding: 'utf8' });
  return Math.round(Number(stdout.split('\t')[0]) / 1024);
}

/** A root file system of Debian without anything else, made once; as the official slim image without documents. */
export function debianRoot(cacheDir: string, say: (line: string) => void): string {
  const folder = join(cacheDir, 'debian-bookworm');
  if (existsSync(join(folder, '.complete'))) return folder;
  say('getting a root file system of Debian 12 with debootstrap, once');
  rmSync(folder, { recursive: true, force: true });
  const made = spawnSync('debootstrap', ['--variant=minbase', 'bookworm', folder], { encoding: 'utf8' });
  if (made.status !== 0)
    throw new Error(`debootstrap failed: ${made.error?.message ?? made.stdout.slice(-500)}`);
  const spare = [
    'usr/share/doc',
    'usr/share/man',
    'usr/share/locale',
    'usr/share/info',
    'var/lib/apt/lists',
    'var/cache/apt',
    'var/log',
  ];
  for (const path of spare) {
    rmSync(join(folder, path), { recursive: true, force: true });
    mkdirSync(join(folder, path), { recursive: true });
  }
  writeFileSync(
    join(folder, 'etc/dpkg/dpkg.cfg.d/slim'),
    ['doc', 'man', 'locale', 'info'].map((name) => `path-exclude /usr/share/${name}/*\n`).join(''),
  );
  writeFileSync(join(folder, '.complete'), '');
  return folder;
}

/** This machine's Node and npm where the official image has them. */
export function nodeLayer(workDir: string): string {
  const folder = join(workDir, '..', 'node');
  rmSync(folder, { recursive: true, force: true });
  const local = join(folder, 'usr/local');
  mkdirSync(join(local, 'bin'), { recursive: true });
  cpSync(process.execPath, join(local, 'bin/node'));
  const npm = spawnSync('npm', ['root', '--global'], { encoding: 'utf8' }).stdout.trim();
  cpSync(join(npm, 'npm'), join(local, 'lib/node_modules/npm'), { recursive: true, verbatimSymlinks: true });
  writeFileSync(
    join(local, 'bin/npm'),
    '#!/bin/sh\nexec node /usr/local/lib/node_modules/npm/bin/npm-cli.js "$@"\n',
    { mode: 0o755 },
  );
  return folder;
}
