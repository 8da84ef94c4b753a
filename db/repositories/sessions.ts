import type { Connection } from '../connection';
import { Session } from '../models/people';
import { type Page, type PageRequest, newestFirst } from '../page';

export type NewSession = Pick<
  Session,
  'id' | 'user_id' | 'refresh_hash' | 'created_at' | 'refreshed_at' | 'expires_at' | 'address' | 'user_agent'
>;

export type SessionPatch = Partial<
  Pick<
    Session,
    | 'refresh_hash'
    | 'previous_hash'
    | 'previous_attempt'
    | 'previous_used_at'
    | 'refreshed_at'
    | 'expires_at'
    | 'ended_at'
  >
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
    /** Sessions that are good at `now`, newest first. */
    async listLive(userId: string, now: Date, page: PageRequest): Promise<Page<Session>> {
      const query = Session.query(connection)
        .where('user_id', userId)
        .whereNull('ended_at')
        .where('expires_at', '>', now);
      return newestFirst(query, page);
    },
    /** Ends all of a user's sessions but one; returns the ids of those that it ended. */
    async endAll(userId: string, at: Date, except: string | null): Promise<string[]> {
      const live = await Session.query(connection)
        .select('id')
        .where('user_id', userId)
        .whereNull('ended_at')
        .orderBy('id')
        .forNoKeyUpdate();
      const ids = live.map(({ id }) => id).filter((id) => id !== except);
      await connection('sessions').whereIn('id', ids).update({ ended_at: at });
      return ids;
    },
    /** Ends all sessions of all people; returns how many. */
    async endEverybodys(at: Date): Promise<number> {
      return connection('sessions').whereNull('ended_at').update({ ended_at: at });
    },
    async lock(id: string): Promise<Session | undefined> {
      return Session.query(connection).findById(id).forNoKeyUpdate();
    },
    async update(id: string, patch: SessionPatch): Promise<void> {
      await connection('sessions').where({ id }).update(patch);
    },
  };
}
