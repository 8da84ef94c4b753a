import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Fills a folder of its own and renames it to `target` when complete: two starts at once never see or spoil
 * half of it. Of two that finish, the first stays.
 */
export async function publishFolder(target: string, fill: (folder: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(join(dirname(target), '.new-'));
  try {
    await fill(folder);
    await rename(folder, target).catch((error: NodeJS.ErrnoException) => {
      const otherWasFaster = error.code === 'ENOTEMPTY' || error.code === 'EEXIST';
      if (!otherWasFaster) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
