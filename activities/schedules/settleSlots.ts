import type { ScheduleRow, ScheduleVersionRow } from '../../db/repositories/schedules';
import { parseCron } from '../../domain/cron';
import { parseDuration } from '../../domain/duration';
import { reigns } from '../../domain/reigns';
import { type Slot, slotsBetween } from '../../domain/slots';
import { type DecidedSlot, decideSlot } from './decideSlot';
import type { ScheduleActivityDeps } from './deps';

/** Temporal is given this long to fire a slot by itself; its jitter comes on top. */
const GRACE_MS = 30_000;
const SCHEDULES_AT_ONCE = 200;
/** Of one schedule in one transaction: a plan for each minute that lay still for a week takes many. */
const SLOTS_AT_ONCE = 50;

interface ExpectedSlot {
  plan: ScheduleVersionRow;
  slot: Slot;
}

/** Puts every slot that Temporal did not fire on record: opened where its window still stands, else with the cause. */
export async function settleSlots(deps: ScheduleActivityDeps, alive: () => void): Promise<DecidedSlot[]> {
  const decided: DecidedSlot[] = [];
  let after: string | null = null;
  for (;;) {
    alive();
    const now = deps.now();
    const page: ScheduleRow[] = await deps.db.read.schedules.unsettled(
      new Date(now.getTime() - GRACE_MS),
      after,
      SCHEDULES_AT_ONCE,
    );
    if (page.length === 0) return decided;
    for (const lagging of await laggingOf(deps, page, now)) {
      decided.push(...(await settleOne(deps, lagging, alive)));
    }
    after = page.at(-1)?.id ?? null;
  }
}

interface Lagging {
  schedule: ScheduleRow;
  until: Date;
  missing: ExpectedSlot[];
}

/** Those that miss a slot; of all others it is noted at once that they miss none. */
async function laggingOf(
  { db }: ScheduleActivityDeps,
  schedules: readonly ScheduleRow[],
  now: Date,
): Promise<Lagging[]> {
  const ids = schedules.map(({ id }) => id);
  const since = new Date(Math.min(...schedules.map(({ settled_until }) => settled_until.getTime())));
  const [versions, known] = await Promise.all([
    db.read.schedules.versionsOf(ids),
    db.read.slots.keysBetween(ids, since, now),
  ]);
  const versionsById = new Map<string, ScheduleVersionRow[]>(ids.map((id) => [id, []]));
  for (const version of versions) versionsById.get(version.schedule_id)?.push(version);
  const looked = schedules.map((schedule): Lagging => {
    const until = settledUntil(schedule, now);
    const expected = expectedSlots(versionsById.get(schedule.id) ?? [], schedule.settled_until, until);
    return {
      schedule,
      until,
      missing: expected.filter(({ slot }) => !known.has(`${schedule.id} ${slot.key}`)),
    };
  });
  const [lagging, whole] = [true, false].map((misses) =>
    looked.filter(({ missing }) => missing.length > 0 === misses),
  ) as [Lagging[], Lagging[]];
  await db.read.schedules.settleAll(whole.map(({ schedule, until }) => ({ id: schedule.id, until })));
  return lagging;
}

function settledUntil({ jitter, deleted_at }: ScheduleRow, now: Date): Date {
  const until = new Date(now.getTime() - GRACE_MS - (jitter ? parseDuration(jitter) : 0));
  return deleted_at && deleted_at < until ? deleted_at : until;
}

/** What was planned from `from` to `to`, each slot with the version in force at its moment. */
export function expectedSlots(versions: readonly ScheduleVersionRow[], from: Date, to: Date): ExpectedSlot[] {
  return reigns(versions, from, to).flatMap((reign) =>
    slotsBetween(parseCron(reign.plan.cron_expression), reign.plan.time_zone, reign.from, reign.to).map(
      (slot) => ({ plan: reign.plan, slot }),
    ),
  );
}

async function settleOne(
  deps: ScheduleActivityDeps,
  { schedule: { id }, until, missing }: Lagging,
  alive: () => void,
): Promise<DecidedSlot[]> {
  const decided: DecidedSlot[] = [];
  for (let first = 0; first < missing.length; first += SLOTS_AT_ONCE) {
    alive();
    const some = missing.slice(first, first + SLOTS_AT_ONCE);
    const rest = missing[first + SLOTS_AT_ONCE];
    await deps.db.transaction(async (tx) => {
      const schedule = await tx.schedules.lock(id);
      if (!schedule) return;
      for (const { plan, slot } of some) {
        const one = await decideSlot(tx, deps, { schedule, plan, slot, origin: 'reconcile' });
        if (one) decided.push(one);
      }
      await tx.schedules.settleAll([{ id, until: rest ? rest.slot.at : until }]);
    });
  }
  return decided;
}
