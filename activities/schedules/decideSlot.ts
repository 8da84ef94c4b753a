import { type Candidate, candidatesOf, isDayOff } from '../../db/candidates';
import { openingOf } from '../../db/openingOf';
import { type Opening, writeOpenings } from '../../db/openings';
import type { SlotOrigin } from '../../db/models/schedules';
import type { SlotCause } from '../../domain/schedule';
import type { PersonRow } from '../../db/repositories/people';
import type { Place } from '../../db/repositories/places';
import type { ScheduleRow, ScheduleVersionRow } from '../../db/repositories/schedules';
import type { SlotEntry } from '../../db/repositories/slots';
import type { TemplateVersionInUse } from '../../db/templateVersions';
import type { Tx } from '../../db/transaction';
import { parseDuration } from '../../domain/duration';
import { dueAt } from '../../domain/escalation';
import type { Slot } from '../../domain/slots';
import { canFill } from '../../policies/fit';
import type { ScheduleActivityDeps } from './deps';
import { type SlotReport, tellOfSlot } from './tellOfSlot';

export interface SlotToDecide {
  schedule: ScheduleRow;
  /** The version in force at the slot's moment. */
  plan: ScheduleVersionRow;
  slot: Slot;
  origin: SlotOrigin;
}

export interface DecidedSlot {
  opened: number;
  missed: readonly SlotCause[];
}

type FitCandidate = Candidate & { person: PersonRow };

interface Decision {
  entries: SlotEntry[];
  openings: Opening[];
  passedOver: PersonRow[];
}

/** Writes what becomes of a slot, with its checks; undefined where it is on record already. */
export async function decideSlot(
  tx: Tx,
  deps: Pick<ScheduleActivityDeps, 'templates' | 'now'>,
  { schedule, plan, slot, origin }: SlotToDecide,
): Promise<DecidedSlot | undefined> {
  const now = deps.now();
  const slotId = await tx.slots.claim({
    schedule_id: schedule.id,
    schedule_version: plan.version,
    key: slot.key,
    slot_at: slot.at,
    origin,
    recorded_at: now,
  });
  if (!slotId) return undefined;
  const decision = await decide(tx, deps, { schedule, plan, slot, origin }, now);
  await writeOpenings(tx, decision.openings);
  await tx.slots.insertEntries(slotId, decision.entries);
  const report: SlotReport = {
    schedule,
    slot,
    missed: decision.entries.flatMap(({ cause }) => cause ?? []),
    passedOver: decision.passedOver,
  };
  await tellOfSlot(tx, report, now);
  return { opened: decision.openings.length, missed: report.missed };
}

async function decide(
  tx: Tx,
  { templates }: Pick<ScheduleActivityDeps, 'templates'>,
  { schedule, plan, slot, origin }: SlotToDecide,
  now: Date,
): Promise<Decision> {
  const isByHand = origin === 'run';
  if (!plan.enabled && !isByHand) return missedBy(plan, 'paused');
  const candidates = await candidatesOf(tx, plan);
  const working =
    plan.skip_holidays && !isByHand ? candidates.filter((one) => !isDayOff(one, slot.local)) : candidates;
  if (working.length === 0) return missedBy(plan, 'holiday');
  const [head] = await tx.templates.heads([plan.template_id]);
  if (!head) throw new Error(`Schedule ${schedule.id} names no template`);
  const version = await templates.get(head.id, head.version, tx);
  if (!isByHand && now.getTime() > slot.at.getTime() + windowMs(plan, version))
    return missedBy(plan, 'outage');
  if (head.status === 'archived') return missedBy(plan, 'template_archived');

  const fit = working.filter(isFit);
  const passedOver = candidates.flatMap((one) => (one.person && !isFit(one) ? one.person : []));
  const openingFor = ({ person, place }: FitCandidate): Opening =>
    openingOf({
      template: { ...version, id: head.id, version: head.version },
      executor: person,
      place,
      due: dueOf(slot.at, now, version, place),
      now,
      actor: { kind: 'schedule' },
      told: { schedule_id: schedule.id, schedule: schedule.name, slot_at: slot.at.toISOString() },
    });

  if (plan.assignment === 'rotate') {
    const next = await nextInTurn(tx, plan, fit);
    if (!next) return { ...missedBy(plan, 'no_active_executor'), passedOver };
    return { ...opened([next], [openingFor(next)]), passedOver };
  }
  const decision = opened(fit, fit.map(openingFor));
  for (const one of candidates) {
    const cause = !isFit(one) ? 'no_active_executor' : working.includes(one) ? undefined : 'holiday';
    if (cause) decision.entries.push({ executor_id: one.id, check_id: null, cause });
  }
  return { ...decision, passedOver };
}

function opened(to: readonly Candidate[], openings: Opening[]): Omit<Decision, 'passedOver'> {
  const entries = openings.flatMap(({ check }, index): SlotEntry[] => {
    const candidate = to[index];
    return candidate ? [{ executor_id: candidate.id, check_id: check.id, cause: null }] : [];
  });
  return { entries, openings };
}

/** Nobody is given the slot; where executors take turns, nobody's turn is lost. */
function missedBy({ assignment, executor_ids }: ScheduleVersionRow, cause: SlotCause): Decision {
  const executors = assignment === 'rotate' ? [null] : executor_ids;
  return {
    entries: executors.map((executor_id) => ({ executor_id, check_id: null, cause })),
    openings: [],
    passedOver: [],
  };
}

function isFit(candidate: Candidate): candidate is FitCandidate {
  return candidate.person !== undefined && canFill(candidate.person);
}

/** Whoever was given a slot longest ago; among those who never were, the first of the list. */
async function nextInTurn<C extends Candidate>(
  tx: Tx,
  { schedule_id }: ScheduleVersionRow,
  fit: readonly C[],
): Promise<C | undefined> {
  const given = await tx.slots.lastGiven(
    schedule_id,
    fit.map(({ id }) => id),
  );
  const at = ({ id }: Candidate): number => given.get(id)?.getTime() ?? 0;
  return fit.toSorted((a, b) => at(a) - at(b))[0];
}

function windowMs(plan: ScheduleVersionRow, { settings }: TemplateVersionInUse): number {
  return parseDuration(plan.window ?? settings.due_in);
}

/** Counted from the planned moment; a check is never born overdue. */
function dueOf(slotAt: Date, now: Date, { settings }: TemplateVersionInUse, place: Place | undefined): Date {
  const [calendar, zone] = [place?.calendar ?? null, place?.time_zone ?? 'UTC'];
  const due = dueAt(slotAt, settings, calendar, zone);
  return due > now ? due : dueAt(now, settings, calendar, zone);
}
