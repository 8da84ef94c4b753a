import type { Connection } from '../connection';

/** What both sides held when they were last equal. */
export interface AgreedTask {
  title: string;
  description: string;
  /** RFC 3339, to the second. */
  due_at: string;
  owner_id: string;
  /** The account there. */
  responsible_id: string;
  status: number;
  /** The action's own state then. */
  action_status: string;
}

export interface BitrixTaskRow {
  action_id: string;
  generation: number;
  tried_at: Date | null;
  sent: { fields: Record<string, string>; owner_id: string } | null;
  chat_id: string | null;
  agreed: AgreedTask | null;
  seen_change: string | null;
  seen_comment: string | null;
  files: Record<string, string>;
}

export type BitrixTaskPatch = Partial<Omit<BitrixTaskRow, 'action_id'>>;

/** How the tasks of actions stand in Bitrix24. */
export function createBitrixTasks(connection: Connection) {
  return {
    /** A new row where there is none. */
    async ensure(actionId: string): Promise<BitrixTaskRow> {
      await connection('bitrix_tasks').insert({ action_id: actionId }).onConflict('action_id').ignore();
      return (await connection('bitrix_tasks').where({ action_id: actionId }).first()) as BitrixTaskRow;
    },
    async update(actionId: string, { sent, agreed, files, ...patch }: BitrixTaskPatch): Promise<void> {
      const json = Object.entries({ sent, agreed, files }).filter(([, value]) => value !== undefined);
      await connection('bitrix_tasks')
        .where({ action_id: actionId })
        .update({
          ...patch,
          ...Object.fromEntries(json.map(([name, value]) => [name, value && JSON.stringify(value)])),
        });
    },
    async actionOf(taskId: string): Promise<string | undefined> {
      const found = await connection('actions')
        .where({ external_system: 'bitrix24', external_id: taskId })
        .first('id');
      return found?.id;
    },
    /** Of tasks by number: their actions, and the change that was last read. */
    async byTasks(taskIds: readonly string[]): Promise<
      {
        action_id: string;
        task_id: string;
        status: string;
        sync_status: string;
        seen_change: string | null;
        agreed: AgreedTask | null;
      }[]
    > {
      const { rows } = await connection.raw(
        `select x.id as action_id, x.external_id as task_id, x.status, x.sync_status, t.seen_change, t.agreed
           from actions x left join bitrix_tasks t on t.action_id = x.id
          where x.external_system = 'bitrix24' and x.external_id = any(?)`,
        [[...taskIds]],
      );
      return rows;
    },
    /** Actions under way whose task has been read longest ago, and before `before`. */
    async stalest(before: Date, limit: number): Promise<string[]> {
      const { rows } = await connection.raw(
        `select id from actions
          where external_system = 'bitrix24' and external_id is not null and sync_status = 'synced'
            and status not in ('verified', 'cancelled') and last_sync_at < ?
          order by last_sync_at limit ?`,
        [before, limit],
      );
      return (rows as { id: string }[]).map(({ id }) => id);
    },
    /** Actions that wait to be carried over. */
    async waiting(limit: number): Promise<string[]> {
      return connection('actions')
        .where({ external_system: 'bitrix24', sync_status: 'pending' })
        .orderBy('created_at')
        .limit(limit)
        .pluck('id');
    },
    /** How many actions wait to be carried over, and how many could not be. */
    async unsynced(): Promise<{ pending: number; failed: number }> {
      const { rows } = await connection.raw(
        `select count(*) filter (where sync_status = 'pending')::int as pending,
                count(*) filter (where sync_status = 'failed')::int as failed
           from actions where external_system = 'bitrix24' and sync_status in ('pending', 'failed')`,
      );
      return rows[0];
    },
    async readUpTo(): Promise<Date | undefined> {
      return (await connection('bitrix_reconciled').first('upto'))?.upto;
    },
    async markReadUpTo(upto: Date): Promise<void> {
      await connection('bitrix_reconciled').insert({ here: true, upto }).onConflict('here').merge();
    },
  };
}
