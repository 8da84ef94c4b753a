import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Folders that hold no code of the product's processes. */
const otherFolders = new Set(['node_modules', 'dist', 'test', 'web', 'docs', 'coverage']);
const assets = new Set([
  '.sql',
  '.fodt',
  '.html',
  '.svg',
  '.css',
  '.json',
  '.mjs',
  '.graphql',
  '.png',
  '.ico',
  '.yaml',
]);

/** Compiles to dist/ what is newer than the last build, copies what lies beside the code, bundles the workflows. */
export async function build(root) {
  const sources = sourceFolders(root).flatMap((folder) => filesIn(join(root, folder), folder));
  const config = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'].map((file) =>
    stat(root, file),
  );
  const stamp = join(root, 'dist', '.built');
  const now = fingerprint([...sources, ...config]);
  if (read(stamp) !== now) {
    const beganAt = Date.now();
    process.stderr.write('compiling…\n');
    removeStale(root, sources);
    compile(root);
    for (const { path } of sources.filter(({ path }) => assets.has(extname(path)))) copy(root, path);
    writeFileSync(stamp, now);
    process.stderr.write(`compiled in ${seconds(beganAt)} s\n`);
  }
  await bundleWorkflows(root, sources, config);
  buildPanel(root, sources, config);
}

function buildPanel(root, sources, config) {
  const own = filesIn(join(root, 'web'), 'web');
  const shared = sources.filter(({ path }) => /^(domain|locales)\//.test(path));
  const stamp = join(root, 'dist', '.panel');
  const now = fingerprint([...own, ...shared, ...config]);
  if (read(stamp) === now && existsSync(join(root, 'dist', 'web', 'index.html'))) return;
  const beganAt = Date.now();
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status, error } = spawnSync(
    process.execPath,
    [vite, 'build', '--config', 'web/vite.config.mjs', '--logLevel', 'error'],
    {
      cwd: root,
      stdio: ['ignore', process.stderr, process.stderr],
      // Under NODE_ENV=test or development React's slow and heavy half would be built in.
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  if (error || status !== 0) throw new Error(`the panel was not built: ${error?.message ?? 'see above'}`);
  writeFileSync(stamp, now);
  process.stderr.write(`panel built in ${seconds(beganAt)} s\n`);
}

async function bundleWorkflows(root, sources, config) {
  const entry = join(root, 'dist', 'workflows', 'index.js');
  if (!existsSync(entry)) return;
  const stamp = join(root, 'dist', '.bundled');
  const parts = sources.filter(({ path }) => /^(workflows|domain)\//.test(path));
  const now = fingerprint([...parts, ...config]);
  const target = join(root, 'dist', 'workflows', 'bundle.js');
  if (read(stamp) === now && existsSync(target)) return;
  const beganAt = Date.now();
  const { bundleWorkflowCode, DefaultLogger } = require('@temporalio/worker');
  const { code } = await bundleWorkflowCode({ workflowsPath: entry, logger: new DefaultLogger('WARN') });
  writeFileSync(target, code);
  writeFileSync(stamp, now);
  process.stderr.write(`workflows bundled in ${seconds(beganAt)} s\n`);
}

function compile(root) {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, error } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (error || status !== 0)
    throw new Error(`the TypeScript compiler failed: ${error?.message ?? 'see above'}`);
}

/** A compiled file whose source is gone would go on being found. */
function removeStale(root, sources) {
  const dist = join(root, 'dist');
  if (!existsSync(dist)) return;
  const wanted = new Set([...sources.map(({ path }) => path.replace(/\.ts$/, '.js')), 'workflows/bundle.js']);
  for (const folder of sourceFolders(dist)) {
    for (const { path } of filesIn(join(dist, folder), folder)) {
      if (!wanted.has(path.replace(/\.map$/, ''))) rmSync(join(dist, path));
    }
  }
}

function sourceFolders(root) {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !otherFolders.has(entry.name))
    .map((entry) => entry.name);
}

function copy(root, path) {
  const target = join(root, 'dist', path);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(join(root, path), target);
}

function filesIn(folder, name) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${name}/${entry.name}`;
    if (entry.isDirectory())
      return entry.name === 'node_modules' ? [] : filesIn(join(folder, entry.name), path);
    const { mtimeMs, size } = statSync(join(folder, entry.name));
    return [{ path, mtimeMs, size }];
  });
}

function stat(root, path) {
  const { mtimeMs, size } = statSync(join(root, path));
  return { path, mtimeMs, size };
}

function fingerprint(files) {
  return files.map(({ path, mtimeMs, size }) => `${path} ${mtimeMs} ${size}`).join('\n');
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

const seconds = (beganAt) => ((Date.now() - beganAt) / 1000).toFixed(1);
