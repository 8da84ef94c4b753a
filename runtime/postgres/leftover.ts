import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, identityOf, isAlive } from '../process/identity';
import { type StopWay, stopProcess } from '../process/stopProcess';

/** SIGINT is Postgres' fast shutdown: it ends its sessions and writes all to disk. */
export const postgresStop: StopWay = { signal: 'SIGINT', graceMs: 30_000 };

/**
 * Stops a server that a killed run has left over this data folder, in order, so that nothing is lost.
 * Returns whether there was one.
 */
export async function stopLeftoverPostgres(dataDir: string): Promise<boolean> {
  const file = join(dataDir, 'postmaster.pid');
  const pid = pidIn(file);
  if (pid === undefined || !isAlive(pid)) return false; // a stale file: Postgres itself sees to it
  if (!/postgres/.test(commandOf(pid))) {
    rmSync(file, { force: true }); // its number was given to another program, whom Postgres would wait for
    return false;
  }
  await stopProcess(identityOf(pid), postgresStop);
  return true;
}

function pidIn(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8').split('\n', 1)[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
