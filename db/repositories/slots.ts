import { v7 as uuidv7 } from 'uuid';
import type { Connection } from '../connection';
import { hintLive } from '../live';
import type { SlotOrigin } from '../models/schedules';
import type { SlotCause } from '../../domain/schedule';

export interface NewSlot {
  schedule_id: string;
  schedule_version: number;
  key: string;
  slot_at: Date;
  origin: SlotOrigin;
  recorded_at: Date;
}

export type SlotEntry =
  | { executor_id: string; check_id: string; cause: null }
  | { executor_id: string | null; check_id: null; cause: SlotCause };

/** One executor's part of a slot on record. */
export type SlotRow = SlotEntry & {
  schedule_id: string;
  key: string;
  slot_at: Date;
  origin: SlotOrigin;
  recorded_at: Date;
  time_zone: string;
};

/** Where a page of slots ended. */
export interface SlotPlace {
  slot_at: Date;
  key: string;
  executor_id: string | null;
}

export interface MissedSlot {
  schedule_id: string;
  name: string;
  slot_at: Date;
  cause: SlotCause;
}

/** Slots that are looked back upon: several rounds of the most executors that a schedule may have. */
const MOST_IN_A_ROUND = 1_000;

export function createSlots(connection: Connection) {
  return {
    /** False where the slot is on record already; then nothing is written. The checks must be inserted before their entries. */
    async claim(slot: NewSlot): Promise<string | undefined> {
      const id = uuidv7();
      const inserted = await connection('slots')
        .insert({ id, ...slot })
        .onConflict()
        .ignore()
        .returning('id');
      if (inserted.length === 0) return undefined;
      await hintLive(connection, 'schedule', slot.schedule_id);
      return id;
    },

    async insertEntries(slotId: string, entries: readonly SlotEntry[]): Promise<void> {
      await connection('slot_entries').insert(entries.map((entry) => ({ slot_id: slotId, ...entry })));
    },

    /** Moments on record, as `<schedule id> <key>`. */
    async keysBetween(scheduleIds: readonly string[], from: Date, to: Date): Promise<Set<string>> {
      const found = (await connection('slots')
        .whereIn('schedule_id', [...scheduleIds])
        .where('slot_at', '>=', from)
        .where('slot_at', '<', to)
        .select('schedule_id', 'key')) as { schedule_id: string; key: string }[];
      return new Set(found.map(({ schedule_id, key }) => `${schedule_id} ${key}`));
    },

    /** Of each schedule up to `limit`, oldest first, `from` ≤ slot_at < `to`. */
    async page(
      scheduleIds: readonly string[],
      { from, to, limit, after }: { from: Date; to: Date; limit: number; after?: SlotPlace },
    ): Promise<SlotRow[]> {
      const { rows } = await connection.raw(
        `select p.* from unnest(:ids::uuid[]) as wanted(id) cross join lateral (
           select s.schedule_id, s.key, s.slot_at, s.origin, s.recorded_at, e.executor_id, e.check_id, e.cause, v.time_zone
             from slots s join slot_entries e on e.slot_id = s.id
             join schedule_versions v on v.schedule_id = s.schedule_id and v.version = s.schedule_version
            where s.schedule_id = wanted.id and s.slot_at >= :from and s.slot_at < :to
              ${after ? 'and (s.slot_at, s.key collate "C", coalesce(e.executor_id::text, \'\') collate "C") > (:at, :key, :executor)' : ''}
            order by s.slot_at, s.key collate "C", coalesce(e.executor_id::text, '') collate "C" limit :limit) p`,
        {
          ids: [...scheduleIds],
          from,
          to,
          limit,
          ...(after && { at: after.slot_at, key: after.key, executor: after.executor_id ?? '' }),
        },
      );
      return rows;
    },

    /** Slots planned since `from` that no check was opened for, though one should have been: the newest and how many. */
    async missedSince(from: Date, limit: number): Promise<{ items: MissedSlot[]; total: number }> {
      const { rows } = await connection.raw(
        `select s.schedule_id, d.name, s.slot_at, min(e.cause) as cause, count(*) over ()::int as total
           from slots s join slot_entries e on e.slot_id = s.id join schedules d on d.id = s.schedule_id
          where s.slot_at >= ? and e.cause in ('outage', 'no_active_executor', 'template_archived')
          group by s.id, d.name order by s.slot_at desc, s.id limit ?`,
        [from, limit],
      );
      const found = rows as (MissedSlot & { total: number })[];
      return { items: found.map(({ total: _, ...slot }) => slot), total: found[0]?.total ?? 0 };
    },

    /** When each of the executors was last given one of the schedule's late slots; those who were not are not in it. */
    async lastGiven(scheduleId: string, executorIds: readonly string[]): Promise<Map<string, Date>> {
      const late = connection('slots')
        .where('schedule_id', scheduleId)
        .orderBy('slot_at', 'desc')
        .limit(MOST_IN_A_ROUND)
        .as('s');
      const found = (await connection(late)
        .join('slot_entries as e', 'e.slot_id', 's.id')
        .whereIn('e.executor_id', [...executorIds])
        .whereNotNull('e.check_id')
        .groupBy('e.executor_id')
        .select('e.executor_id', connection.raw('max(s.slot_at) as given_at'))) as {
        executor_id: string;
        given_at: Date;
      }[];
      return new Map(found.map(({ executor_id, given_at }) => [executor_id, given_at]));
    },
  };
}
