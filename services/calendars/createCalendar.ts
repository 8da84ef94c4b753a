import { v7 as uuidv7 } from 'uuid';
import type { WorkingCalendar } from '../../domain/calendar';
import { calendarFaults } from '../../domain/calendarValidation';
import { DomainError } from '../../domain/errors';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { uniqueRow } from '../uniqueRow';
import { type ReachedCalendar, withReach } from './calendarReach';

export type CalendarFields = WorkingCalendar & { name: string };

/** @throws DomainError `calendar.invalid` with all faults, `calendar.name_taken` */
export async function createCalendar(
  ctx: ServiceContext,
  {
    name,
    week,
    holidays = [],
    working_days = [],
  }: Pick<CalendarFields, 'name' | 'week'> & Partial<CalendarFields>,
): Promise<ReachedCalendar> {
  authorize(ctx.actor, 'create', 'Calendar');
  const fields = { name, week, holidays, working_days };
  const faults = calendarFaults(fields);
  if (faults.length > 0) throw new DomainError('calendar.invalid', { faults });
  const id = uuidv7();
  await uniqueRow('calendars_name_taken', 'calendar.name_taken', { name }, () =>
    ctx.db.transaction(async (tx) => {
      await tx.people.takeTurn();
      await tx.places.insertCalendar({ id, ...fields });
      tx.audit.append({
        actor: ctx.actor,
        action: 'calendar.create',
        entity_id: id,
        area_id: null,
        diff: { before: null, after: fields },
      });
    }),
  );
  const created = await ctx.db.read.places.calendar(id);
  const [reached] = await withReach(ctx.db.read, ctx.actor, created ? [created] : []);
  if (!reached) throw new DomainError('calendar.not_found');
  return reached;
}
