import type { ScheduleRow } from '../../db/repositories/schedules';
import { SYSTEM } from '../../domain/actor';
import { applySchedule, wantedOf } from './applySchedule';
import type { ScheduleActivityDeps } from './deps';

const AT_ONCE = 100;

export interface Mended {
  looked_at: number;
  mended: { schedule_id: string; drift: string[] }[];
}

/** Finds what Temporal holds otherwise than our rows say, puts it right, and leaves an audit entry of each. */
export async function mendDrift(deps: ScheduleActivityDeps, alive: () => void): Promise<Mended> {
  const result: Mended = { looked_at: 0, mended: [] };
  const living = new Set<string>();
  let after: string | null = null;
  for (;;) {
    const ids: string[] = await deps.db.read.schedules.living(after, AT_ONCE);
    if (ids.length === 0) break;
    for (const row of await deps.db.read.schedules.findMany(ids)) {
      alive();
      living.add(row.id);
      result.looked_at += 1;
      const drift = await deps.scheduler.drift(wantedOf(row));
      if (drift.length > 0 && !(await isOnItsWay(deps, row)))
        result.mended.push(await mend(deps, row, drift));
    }
    after = ids.at(-1) ?? null;
  }
  for await (const id of deps.scheduler.known()) {
    alive();
    if (!living.has(id) && (await isGone(deps, id)))
      result.mended.push(await mend(deps, { id, area_id: null }, ['unknown']));
  }
  return result;
}

/** A change of ours that Temporal has not heard of yet, or has heard of since the row was read, is no drift. */
async function isOnItsWay({ db }: ScheduleActivityDeps, row: ScheduleRow): Promise<boolean> {
  if ((await db.read.schedules.untold([row.id])).size > 0) return true;
  const now = await db.read.schedules.find(row.id);
  return !now || now.deleted_at !== null || now.version !== row.version;
}

/** Neither made since the list of the living was read, nor alive. */
async function isGone({ db }: ScheduleActivityDeps, id: string): Promise<boolean> {
  const row = await db.read.schedules.find(id);
  return !row || row.deleted_at !== null;
}

async function mend(
  deps: ScheduleActivityDeps,
  { id, area_id }: { id: string; area_id: string | null },
  drift: string[],
): Promise<Mended['mended'][number]> {
  await applySchedule(deps, id);
  await deps.db.transaction(async (tx) => {
    tx.audit.append({
      actor: SYSTEM,
      action: 'schedule.mend',
      entity_id: id,
      area_id,
      diff: { before: { drift }, after: { drift: [] } },
    });
  });
  return { schedule_id: id, drift };
}
