import type { LoginFailures } from '../../domain/loginThrottle';
import type { Connection } from '../connection';

export interface LoginFailuresRow extends LoginFailures {
  subject: Buffer;
}

export function createLoginFailures(connection: Connection) {
  return {
    async findMany(subjects: readonly Buffer[]): Promise<LoginFailuresRow[]> {
      return connection('login_failures').whereIn('subject', [...subjects]);
    },

    /** The rows of these subjects, made where they are missing; nobody else counts on them until the commit. */
    async lockMany(subjects: readonly Buffer[], now: Date): Promise<LoginFailuresRow[]> {
      const inOrder = [...subjects].sort(Buffer.compare);
      return connection('login_failures')
        .insert(inOrder.map((subject) => ({ subject, failures: 0, counted_at: now, blocked_until: now })))
        .onConflict('subject')
        .merge(['subject'])
        .returning('*');
    },

    async put(rows: readonly LoginFailuresRow[]): Promise<void> {
      if (rows.length === 0) return;
      const inOrder = [...rows].sort((a, b) => Buffer.compare(a.subject, b.subject));
      await connection('login_failures').insert(inOrder).onConflict('subject').merge();
    },

    async dropOlder(than: Date): Promise<void> {
      await connection('login_failures').where('counted_at', '<', than).delete();
    },
  };
}
