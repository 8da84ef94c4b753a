import { v7 as uuidv7 } from 'uuid';
import type { Connection } from '../connection';
import { hintLive } from '../live';
import { Notice } from '../models/records';
import { prepared } from '../prepared';
import { type Page, type PageRequest, newestFirst } from '../page';

export interface NewNotice {
  user_id: string;
  kind: string;
  check_id: string | null;
  data?: Record<string, unknown>;
  /** The business key: the same effect tells a person once. */
  key: string;
}

export function createNotices(connection: Connection) {
  const unmailedOf = (userId: string) =>
    Notice.query(connection).where('user_id', userId).whereNull('mailed_at').whereNull('read_at');

  return {
    /** Returns whom it told what they did not know yet. */
    async tell(notices: readonly NewNotice[]): Promise<string[]> {
      if (notices.length === 0) return [];
      const rows = notices.map(({ data = {}, ...notice }) => ({ id: uuidv7(), ...notice, data }));
      const told = await prepared<{ user_id: string }>(
        connection,
        'notices_tell',
        `insert into notices (id, user_id, kind, check_id, data, key)
         select id, user_id, kind, check_id, data, key
           from jsonb_to_recordset($1::jsonb) as n(id uuid, user_id uuid, kind text, check_id uuid, data jsonb, key text)
         on conflict (user_id, key) do nothing
         returning user_id`,
        [JSON.stringify(rows)],
      );
      return [...new Set(told.map((row) => row.user_id))];
    },
    /** Those of the people who can be told outside the panel. */
    async reachable(userIds: readonly string[], by: { mail: boolean; telegram: boolean }): Promise<string[]> {
      return connection('users as u')
        .leftJoin('telegram_links as l', 'l.user_id', 'u.id')
        .whereIn('u.id', [...userIds])
        .where('u.active', true)
        .where((either) => {
          void either.whereRaw('false');
          if (by.mail) void either.orWhereNotNull('u.email');
          if (by.telegram) void either.orWhereNotNull('l.user_id');
        })
        .pluck('u.id');
    },
    /** Neither mailed nor read, the oldest first. */
    async unmailed(userId: string, since: Date, limit: number): Promise<Notice[]> {
      return unmailedOf(userId).where('created_at', '>=', since).orderBy(['created_at', 'id']).limit(limit);
    },
    async unmailedOf(userId: string, ids: readonly string[]): Promise<Notice[]> {
      return unmailedOf(userId)
        .whereIn('id', [...ids])
        .orderBy(['created_at', 'id']);
    },
    async markMailed(ids: readonly string[], at: Date): Promise<void> {
      await connection('notices')
        .whereIn('id', [...ids])
        .whereNull('mailed_at')
        .update({ mailed_at: at });
    },
    /** Neither sent by Telegram nor read, the oldest first. */
    async unsent(userId: string, since: Date): Promise<Notice[]> {
      return Notice.query(connection)
        .where('user_id', userId)
        .whereNull('telegram_sent_at')
        .whereNull('read_at')
        .where('created_at', '>=', since)
        .orderBy(['created_at', 'id'])
        .limit(200);
    },
    async markSent(id: string, at: Date): Promise<void> {
      await connection('notices')
        .where({ id })
        .whereNull('telegram_sent_at')
        .update({ telegram_sent_at: at });
    },
    async isTold(userId: string, key: string): Promise<boolean> {
      return (await connection('notices').where({ user_id: userId, key }).first('id')) !== undefined;
    },
    async list(userId: string, unread: boolean | undefined, page: PageRequest): Promise<Page<Notice>> {
      const query = Notice.query(connection).where('user_id', userId);
      if (unread !== undefined) void (unread ? query.whereNull('read_at') : query.whereNotNull('read_at'));
      return newestFirst(query, page);
    },
    async find(id: string): Promise<Notice | undefined> {
      return Notice.query(connection).findById(id);
    },
    /** Returns how many were not read yet. */
    async markAllRead(userId: string, at: Date): Promise<number> {
      const read = await connection('notices')
        .where('user_id', userId)
        .whereNull('read_at')
        .update({ read_at: at });
      await hintLive(connection, 'notice', userId);
      return read;
    },
    async markRead(id: string, userId: string, at: Date): Promise<void> {
      await connection('notices').where({ id, user_id: userId }).whereNull('read_at').update({ read_at: at });
      await hintLive(connection, 'notice', userId);
    },
  };
}
