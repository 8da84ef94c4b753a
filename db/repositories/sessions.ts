import type { Connection } from '../connection';
import { Session } from '../models/people';

export type NewSession = Pick<
  Session,
  'id' | 'user_id' | 'refresh_hash' | 'created_at' | 'refreshed_at' | 'expires_at' | 'address' | 'user_agent'
>;

export function createSessions(connection: Connection) {
  return {
    async insert(session: NewSession): Promise<void> {
      await connection('sessions').insert(session);
    },
    /** Whether a user has begun a session at this address since. */
    async hasSignedIn(userId: string, address: string, since: Date): Promise<boolean> {
      const found = await connection('sessions')
        .where({ user_id: userId, address })
        .andWhere('created_at', '>=', since)
        .first('id');
      return found !== undefined;
    },
    async lock(id: string): Promise<Session | undefined> {
      return Session.query(connection).findById(id).forNoKeyUpdate();
    },
    async update(
      id: string,
      patch: Partial<Pick<Session, 'refresh_hash' | 'refreshed_at' | 'expires_at' | 'ended_at'>>,
    ): Promise<void> {
      await connection('sessions').where({ id }).update(patch);
    },
  };
}
