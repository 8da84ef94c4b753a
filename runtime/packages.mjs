import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Installs the packages of package-lock.json unless exactly they are there. */
export function ensurePackages(root) {
  const stamp = join(root, 'node_modules', '.cache', 'proverka', 'lock.sha256');
  const lock = lockHash(root);
  if (readStamp(stamp) === lock) return;
  if (!isInstalled(root)) {
    process.stderr.write('installing packages…\n');
    const beganAt = Date.now();
    const ci = npm(root, 'ci', ['ignore', 'inherit', 'pipe']);
    // A lock file written where the registry lacks packages of other platforms is not complete enough for
    // `npm ci`; `npm install` takes the locked versions of all that it names.
    const done = isOutOfSync(ci) ? npm(root, 'install', ['ignore', 'inherit', 'inherit'], '--no-save') : ci;
    if (done.error || done.status !== 0) {
      process.stderr.write(done.stderr ?? '');
      const how = done.error?.message ?? `exit code ${done.status}`;
      throw new Error(`npm could not install the packages (${how}); is the npm registry reachable?`);
    }
    process.stderr.write(`packages are there, in ${Math.round((Date.now() - beganAt) / 1000)} s\n`);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}

function npm(root, command, stdio, ...options) {
  const windows = process.platform === 'win32';
  return spawnSync('npm', [command, '--no-audit', '--no-fund', '--loglevel=error', ...options], {
    cwd: root,
    stdio,
    encoding: 'utf8',
    shell: windows, // there npm is a .cmd file
    env: { ...process.env, NODE_ENV: '', npm_config_omit: '' },
  });
}

const isOutOfSync = ({ stderr }) => /EUSAGE[^]*from lock file/.test(stderr ?? '');

/** npm writes both files at the end of an installation, so its record is not older: someone ran npm by hand. */
function isInstalled(root) {
  const record = join(root, 'node_modules', '.package-lock.json');
  const writtenTogetherMs = 5_000;
  if (!existsSync(record)) return false;
  return statSync(record).mtimeMs + writtenTogetherMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function readStamp(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
