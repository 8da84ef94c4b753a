import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isRunning, type ProcessIdentity } from './identity';

/** Holds RUNTIME_DIR for this process. Returns the release. @throws Error naming the process that has it. */
export function lockFolder(runtimeDir: string): () => void {
  const file = join(runtimeDir, 'lock');
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(identityOf(process.pid)));
  try {
    if (!taken(mine, file)) return () => rmSync(file, { force: true });
    const holder = holderOf(file);
    if (holder && isRunning(holder)) throw alreadyRuns(runtimeDir, holder.pid);
    renameSync(mine, file); // left by a killed run
    if (holderOf(file)?.pid !== process.pid) throw alreadyRuns(runtimeDir, holderOf(file)?.pid);
    return () => rmSync(file, { force: true });
  } finally {
    rmSync(mine, { force: true });
  }
}

/** A link of a complete file: nobody ever reads a lock without its holder. */
function taken(mine: string, file: string): boolean {
  try {
    linkSync(mine, file);
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return true;
    throw error;
  }
}

function holderOf(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}

function alreadyRuns(runtimeDir: string, pid: number | undefined): Error {
  return new Error(
    `Proverka already runs in ${runtimeDir} (process ${pid ?? 'unknown'}). ` +
      'Stop it first, or start a second copy beside it: PORT=8081 RUNTIME_DIR=.runtime-2 npm start',
  );
}
