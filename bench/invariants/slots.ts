import { expectedSlots } from '../../activities/schedules/settleSlots';
import type { Database } from '../../db/database';
import { type Fault, doubled, lost, unexplained } from './fault';

/** The ledger is settled each minute, half a minute behind. */
const SETTLED_WITHIN_MS = 150_000;
const MOST_ENTRIES = 100_000;

/** I9: every slot is opened or explained, for each executor, and none twice. */
export async function slotFaults({ read, pool }: Database): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { id, created_at, settled_until } of await pool('schedules')) {
    if (Date.now() - settled_until.getTime() > SETTLED_WITHIN_MS)
      faults.push(unexplained(`I9 schedule ${id} is settled until ${settled_until.toISOString()} only`));
    const entries = await read.slots.page([id], { from: created_at, to: new Date(), limit: MOST_ENTRIES });
    for (const { plan, slot } of expectedSlots(
      await read.schedules.versionsOf([id]),
      created_at,
      settled_until,
    )) {
      const own = entries.filter(({ key }) => key === slot.key);
      const wanted = plan.assignment === 'each' ? plan.executor_ids.length : 1;
      if (own.length !== wanted)
        faults.push(lost(`I9 slot ${slot.key} of schedule ${id} has ${own.length} of ${wanted} entries`));
    }
  }
  const { rows } = await pool.raw(
    `select data ->> 'schedule_id' as id, data ->> 'slot_at' as slot_at, count(*) as checks from check_events
      where kind = 'opened' and actor_kind = 'schedule' group by 1, 2, data ->> 'executor_id' having count(*) > 1`,
  );
  for (const { id, slot_at, checks } of rows)
    faults.push(doubled(`I9 slot ${slot_at} of schedule ${id} has ${checks} checks for one executor`));
  return faults;
}
