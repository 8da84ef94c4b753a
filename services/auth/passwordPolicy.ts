import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError, type Fault } from '../../domain/errors';
import { type PasswordOwner, passwordFaults } from '../../domain/password';

/** Its origin is told in the file. */
const { words } = JSON.parse(readFileSync(join(__dirname, 'commonPasswords.json'), 'utf8')) as {
  words: string;
};
const COMMON: ReadonlySet<string> = new Set(words.split(' '));

export function weaknesses(password: string, owner: PasswordOwner | undefined, path?: string): Fault[] {
  return passwordFaults(password, owner, COMMON, path);
}

/** @throws DomainError `auth.weak_password` with what is wrong */
export function assertStrong(password: string, owner?: PasswordOwner, path?: string): void {
  const faults = weaknesses(password, owner, path);
  if (faults.length > 0) throw new DomainError('auth.weak_password', { faults });
}
