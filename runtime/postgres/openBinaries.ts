import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { publishFolder } from '../programs/publishFolder';
import { canEnter, ownerIds } from './account';
import { binariesIn, type PostgresBinaries } from './binaries';

/**
 * Binaries that the account `postgres` may run: those given, or a copy when they lie in a closed folder (a clone
 * under /root), since they ask with access(2), which no capability opens.
 */
export async function openBinaries(
  { root, version, ...given }: PostgresBinaries,
  openFolder = '/var/lib/proverka',
): Promise<PostgresBinaries> {
  const ids = ownerIds();
  if (!ids || canEnter(join(root, 'bin'), ids)) return { root, version, ...given };
  const target = join(openFolder, `postgresql-${version}`);
  if (!existsSync(target)) {
    await publishFolder(target, async (folder) => {
      await cp(root, folder, { recursive: true, verbatimSymlinks: true });
      openToAll(folder);
    });
  }
  return binariesIn(target, version);
}

/** Whatever root's umask was when the packages were installed. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
