import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** How a program of Postgres is run: it refuses to run as root, so root lends it the account `postgres`. */
export interface Account {
  uid?: number;
  gid?: number;
  /** Puts in front of a command what it needs to be run as that account. */
  prefix: string[];
}

/**
 * The account for a server whose data lie in `dataParent`.
 * @throws Error with the way out when root can lend none.
 */
export function postgresAccount(dataParent: string): Account {
  const ids = ownerIds();
  if (!ids) return { prefix: [] };
  const { uid, gid } = ids;
  if (canEnter(dataParent, ids)) return { uid, gid, prefix: [] };
  if (!hasSetpriv()) {
    throw new Error(
      `the account "postgres", as which root runs PostgreSQL, may not enter ${dataParent}: put RUNTIME_DIR ` +
        'into a folder that others may enter, or install setpriv (package util-linux)',
    );
  }
  // A clone under /root: the account gets the one right to pass closed folders.
  const identity = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  return {
    prefix: ['setpriv', ...identity, '--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--'],
  };
}

/** A command and its options as spawn takes them. */
export function asAccount({ uid, gid, prefix }: Account, command: string, args: string[]) {
  const [first = command, ...rest] = [...prefix, command, ...args];
  return { command: first, args: rest, ...(uid !== undefined && { uid }), ...(gid !== undefined && { gid }) };
}

/** The ids that data folders must belong to; undefined for anyone but root, who is the owner himself. */
export function ownerIds(): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? ensureUser() : undefined;
}

function ensureUser(): { uid: number; gid: number } {
  try {
    return idsOfUser();
  } catch {
    try {
      execFileSync('groupadd', ['--force', 'postgres'], { stdio: 'pipe' });
      execFileSync('useradd', ['--gid', 'postgres', '--no-create-home', 'postgres'], { stdio: 'pipe' });
      return idsOfUser();
    } catch (error) {
      throw new Error(
        `PostgreSQL refuses to run as root, and the account "postgres" cannot be made ` +
          `(${(error as Error).message.split('\n')[0]}): make it, or start as an ordinary user`,
      );
    }
  }
}

function idsOfUser(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' }).toString());
  return { uid: id('-u'), gid: id('-g') };
}

export function canEnter(folder: string, { uid, gid }: { uid: number; gid: number }): boolean {
  for (let path = folder; ; path = dirname(path)) {
    const { mode, uid: owner, gid: group } = statSync(path);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (dirname(path) === path) return true;
  }
}

function hasSetpriv(): boolean {
  try {
    return execFileSync('setpriv', ['--help'], { stdio: 'pipe' }).includes('ambient-caps');
  } catch {
    return false;
  }
}
