import { createHash } from 'node:crypto';
import type { LoginFailuresRow } from '../../db/repositories/loginFailures';
import { DomainError } from '../../domain/errors';
import {
  ACCOUNT,
  ADDRESS,
  type LoginPolicy,
  PAIR,
  countedFailure,
  forgivenFailure,
} from '../../domain/loginThrottle';
import { networkOf } from '../../domain/network';
import type { Services } from '../context';

export interface LoginTry {
  username: string;
  /** Where there is such a user. */
  userId: string | undefined;
  address: string;
}

export interface LoginThrottle {
  /**
   * Lets a try to sign in pass, or refuses it. Returns what to call when it has succeeded.
   * @throws DomainError `auth.too_many_attempts`, the same whether or not there is such a user
   */
  admit(attempt: LoginTry): Promise<() => Promise<void>>;
}

interface Counted {
  subject: Buffer;
  policy: LoginPolicy;
}

/** An address where a user has signed in within this time is the user's own. */
const KNOWN_MS = 90 * 24 * 60 * 60_000;

/**
 * Slows guessing down without locking anybody out: pauses grow with each failure, end by themselves, and guesses from
 * elsewhere never slow a user down at an address where that user has signed in before.
 */
export function createLoginThrottle({ db, now }: Pick<Services, 'db' | 'now'>): LoginThrottle {
  async function countedFor({ username, userId, address }: LoginTry): Promise<Counted[]> {
    const network = networkOf(address);
    const account = userId ?? username.toLowerCase();
    const pair = { subject: subjectOf('pair', account, network), policy: PAIR };
    const since = new Date(now().getTime() - KNOWN_MS);
    if (userId && (await db.read.sessions.hasSignedIn(userId, address, since))) return [pair];
    return [
      pair,
      { subject: subjectOf('account', account), policy: ACCOUNT },
      { subject: subjectOf('address', network), policy: ADDRESS },
    ];
  }

  return {
    async admit(attempt) {
      const counted = await countedFor(attempt);
      const subjects = counted.map(({ subject }) => subject);
      // Most of what is to be refused is refused here, without a lock.
      assertOpen(await db.read.loginFailures.findMany(subjects), now());
      await db.transaction(async (tx) => {
        const rows = await tx.loginFailures.lockMany(subjects, now());
        assertOpen(rows, now());
        await tx.loginFailures.put(
          changed(counted, rows, (policy, row) => countedFailure(policy, row, now())),
        );
      });
      return () =>
        db.transaction(async (tx) => {
          const rows = await tx.loginFailures.lockMany(subjects, now());
          await tx.loginFailures.put(
            changed(counted, rows, (policy, row) =>
              policy === PAIR
                ? { failures: 0, counted_at: now(), blocked_until: now() }
                : forgivenFailure(policy, row, now()),
            ),
          );
        });
    },
  };
}

function assertOpen(rows: readonly LoginFailuresRow[], now: Date): void {
  const waitMs = Math.max(0, ...rows.map(({ blocked_until }) => blocked_until.getTime() - now.getTime()));
  if (waitMs > 0)
    throw new DomainError('auth.too_many_attempts', { params: { retry_after: Math.ceil(waitMs / 1000) } });
}

function changed(
  counted: readonly Counted[],
  rows: readonly LoginFailuresRow[],
  change: (policy: LoginPolicy, row: LoginFailuresRow) => Omit<LoginFailuresRow, 'subject'>,
): LoginFailuresRow[] {
  return rows.flatMap((row) => {
    const policy = counted.find(({ subject }) => subject.equals(row.subject))?.policy;
    return policy ? [{ subject: row.subject, ...change(policy, row) }] : [];
  });
}

function subjectOf(...parts: string[]): Buffer {
  return createHash('sha256').update(parts.join('\0')).digest();
}
