import { type Candidate, candidatesOf, isDayOff } from '../../db/candidates';
import { parseCron } from '../../domain/cron';
import { DomainError, type Fault } from '../../domain/errors';
import { cronFaults } from '../../domain/cronFields';
import { type Slot, nextSlots } from '../../domain/slots';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { getSchedule } from './getSchedule';

export interface PreviewedSlot extends Slot {
  skipped: 'holiday' | null;
}

export interface Preview {
  cron_expression: string;
  items: PreviewedSlot[];
}

/** The next moments of a schedule, as if it ran. @throws DomainError `schedule.not_found` */
export async function previewSchedule(ctx: ServiceContext, id: string, count: number): Promise<Preview> {
  const schedule = await getSchedule(ctx, id);
  const candidates = schedule.skip_holidays ? await candidatesOf(ctx.db.read, schedule) : [];
  return preview(ctx, schedule, candidates, count);
}

export interface PlanToPreview {
  cron_expression: string;
  time_zone: string;
  area_id?: string | null;
  skip_holidays?: boolean;
}

/** The same of a plan that is not saved. @throws DomainError `schedule.invalid` with all faults */
export async function previewPlan(ctx: ServiceContext, plan: PlanToPreview, count: number): Promise<Preview> {
  authorize(ctx.actor, 'create', 'Schedule');
  const faults: Fault[] = cronFaults(plan.cron_expression);
  const areaId = plan.area_id === undefined ? ctx.actor.area_id : plan.area_id;
  const place = areaId ? await ctx.db.read.places.find(areaId) : undefined;
  if (areaId && !place) faults.push({ path: '/area_id', code: 'schedule.unknown_area' });
  if (faults.length > 0) throw new DomainError('schedule.invalid', { faults });
  return preview(ctx, plan, plan.skip_holidays ? [{ place }] : [], count);
}

function preview(
  { now }: Pick<ServiceContext, 'now'>,
  { cron_expression, time_zone }: PlanToPreview,
  skipping: readonly Pick<Candidate, 'place'>[],
  count: number,
): Preview {
  const items = nextSlots(parseCron(cron_expression), time_zone, now(), count).map((slot) => ({
    ...slot,
    skipped: isSkipped(skipping, slot.local) ? ('holiday' as const) : null,
  }));
  return { cron_expression, items };
}

/** Nobody works that day. */
export function isSkipped(candidates: readonly Pick<Candidate, 'place'>[], local: string): boolean {
  return candidates.length > 0 && candidates.every((one) => isDayOff(one, local));
}
