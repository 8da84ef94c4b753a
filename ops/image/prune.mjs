// Takes out of node_modules what the product never loads: `node ops/image/prune.mjs [folder]`, once, in the image's build.
import { existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';

/** Needs of packages that nothing of ours leads to; '*' stands for all of them. */
const NEVER_LOADED = {
  // Served as a file each: its bundle has all of it inside.
  redoc: '*',
  'swagger-ui-dist': '*',
  // Workflows are bundled when the image is built.
  '@temporalio/worker': ['@swc/core', 'swc-loader', 'source-map-loader'],
  webpack: '*',
  // A peer for those who check types.
  i18next: ['typescript'],
};

const platform = {
  'linux x64': 'x86_64-unknown-linux-gnu',
  'linux arm64': 'aarch64-unknown-linux-gnu',
  'darwin arm64': 'aarch64-apple-darwin',
  'darwin x64': 'x86_64-apple-darwin',
}[`${process.platform} ${process.arch}`];

/** Files of packages that are loaded. */
const isSpare = (path) =>
  /\.(d\.[cm]?ts|ts|map|markdown|md|flow)$/.test(path) ||
  (path.includes(at('@temporalio/core-bridge/releases')) && !path.includes(platform)) ||
  path.includes(at('@temporalio/core-bridge/sdk-core')) ||
  // For browsers.
  path.includes(at('exceljs/dist')) ||
  (path.includes(at('redoc')) && !/(redoc\.standalone\.js|package\.json|LICENSE)$/.test(path)) ||
  (path.includes(at('swagger-ui-dist')) && /-es-|swagger-ui\.js$|absolute-path/.test(path));

const at = (path) => `${sep}node_modules${sep}${path.replaceAll('/', sep)}${sep}`;

const root = resolve(process.argv[2] ?? '.');
const before = sizeOf(join(root, 'node_modules'));
const kept = reachable(root);
for (const folder of packagesIn(join(root, 'node_modules'))) {
  if (!kept.has(folder)) rmSync(folder, { recursive: true, force: true });
}
for (const file of filesIn(join(root, 'node_modules'))) if (isSpare(file)) rmSync(file, { force: true });
const after = sizeOf(join(root, 'node_modules'));
console.log(`node_modules: ${megabytes(before)} MB, of which the image keeps ${megabytes(after)} MB`);

/** Folders of all packages that the product's own lead to. */
function reachable(top) {
  const found = new Set();
  const visit = (folder) => {
    const { name, dependencies, optionalDependencies, peerDependencies } = manifest(folder);
    const cut = NEVER_LOADED[name] ?? [];
    if (cut === '*') return;
    for (const need of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const place = cut.includes(need) ? undefined : placeOf(need, folder);
      if (!place || found.has(place)) continue;
      found.add(place);
      visit(place);
    }
  };
  visit(top);
  return found;
}

/** As Node looks for it: in the nearest node_modules on the way up. */
function placeOf(need, from) {
  for (let folder = from; folder.startsWith(root); folder = dirname(folder)) {
    if (basename(folder) === 'node_modules') continue;
    const place = join(folder, 'node_modules', need);
    if (existsSync(join(place, 'package.json'))) return place;
  }
  return undefined;
}

/** Deepest first: a package that goes may hold one that is looked at too. */
function packagesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name.startsWith('.') || !statSync(path).isDirectory()) return [];
    if (name.startsWith('@')) return packagesIn(path);
    return [...packagesIn(join(path, 'node_modules')), path];
  });
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

function sizeOf(folder) {
  return filesIn(folder).reduce(
    (sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

function manifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function megabytes(bytes) {
  return Math.round(bytes / 1e6);
}
