import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Names one process for good: its id alone is given to another after it ends. */
export interface ProcessIdentity {
  pid: number;
  /** When it began, in the system's own words; undefined where the system does not tell. */
  began?: string;
}

export function identityOf(pid: number): ProcessIdentity {
  const began = beganAt(pid);
  return { pid, ...(began !== undefined && { began }) };
}

export function isRunning(identity: ProcessIdentity): boolean {
  if (!isAlive(identity.pid)) return false;
  return identity.began === undefined || beganAt(identity.pid) === identity.began;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return stateOf(pid) !== 'Z';
}

/** The command line of a process, '' when it cannot be read. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return ps(pid, 'command');
  }
}

function beganAt(pid: number): string | undefined {
  return statFields(pid)?.[19] ?? (ps(pid, 'lstart') || undefined);
}

function stateOf(pid: number): string {
  return statFields(pid)?.[0] ?? ps(pid, 'state');
}

/** Fields of /proc/<pid>/stat from the third on: the second is a name that may hold spaces. */
function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function ps(pid: number, column: string): string {
  if (process.platform === 'linux' || process.platform === 'win32') return '';
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
