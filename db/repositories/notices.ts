import { v7 as uuidv7 } from 'uuid';
import type { Connection } from '../connection';
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
  return {
    async tell(notices: readonly NewNotice[]): Promise<void> {
      if (notices.length === 0) return;
      const rows = notices.map(({ data = {}, ...notice }) => ({ id: uuidv7(), ...notice, data }));
      await prepared(
        connection,
        'notices_tell',
        `insert into notices (id, user_id, kind, check_id, data, key)
         select id, user_id, kind, check_id, data, key
           from jsonb_to_recordset($1::jsonb) as n(id uuid, user_id uuid, kind text, check_id uuid, data jsonb, key text)
         on conflict (user_id, key) do nothing`,
        [JSON.stringify(rows)],
      );
    },
    async list(userId: string, unread: boolean | undefined, page: PageRequest): Promise<Page<Notice>> {
      const query = Notice.query(connection).where('user_id', userId);
      if (unread !== undefined) void (unread ? query.whereNull('read_at') : query.whereNotNull('read_at'));
      return newestFirst(query, page);
    },
    async find(id: string): Promise<Notice | undefined> {
      return Notice.query(connection).findById(id);
    },
    async markRead(id: string, at: Date): Promise<void> {
      await connection('notices').where({ id }).whereNull('read_at').update({ read_at: at });
    },
  };
}
