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
    process.stderr.write('installing packages (npm ci)…\n');
    const beganAt = Date.now();
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const { status, error } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
      env: { ...process.env, NODE_ENV: '', npm_config_omit: '' },
    });
    if (error || status !== 0) {
      throw new Error(
        `npm ci did not work (${error?.message ?? `exit code ${status}`}): see above; is the npm registry reachable?`,
      );
    }
    process.stderr.write(`packages are there, in ${Math.round((Date.now() - beganAt) / 1000)} s\n`);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}

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
