import { calendarFaults } from '../../domain/calendarValidation';
import { DomainError } from '../../domain/errors';
import { authorize } from '../../policies/authorize';
import { changedFields } from '../changedFields';
import type { ServiceContext } from '../context';
import { uniqueRow } from '../uniqueRow';
import { type ReachedCalendar, withReach } from './calendarReach';
import type { CalendarFields } from './createCalendar';

/**
 * Running checks of all areas that work by it count their working time anew.
 * @throws DomainError `calendar.not_found`, `calendar.used_elsewhere`, `calendar.invalid`, `calendar.name_taken`
 */
export async function updateCalendar(
  ctx: ServiceContext,
  calendarId: string,
  input: Partial<CalendarFields>,
): Promise<ReachedCalendar> {
  authorize(ctx.actor, 'update', 'Calendar');
  const name = input.name ?? '';
  await uniqueRow('calendars_name_taken', 'calendar.name_taken', { name }, () =>
    ctx.db.transaction(async (tx) => {
      await tx.people.takeTurn();
      const calendar = await tx.places.calendar(calendarId);
      if (!calendar) throw new DomainError('calendar.not_found');
      const [reached] = await withReach(tx, ctx.actor, [calendar]);
      authorize(ctx.actor, 'update', 'Calendar', reached);
      const faults = calendarFaults(input);
      if (faults.length > 0) throw new DomainError('calendar.invalid', { faults });
      const changed = changedFields(calendar, input);
      if (!changed) return;
      await tx.places.updateCalendar(calendarId, changed.patch);
      const { name: _name, ...working } = changed.patch;
      if (Object.keys(working).length > 0) {
        const areas = await tx.places.areasOfCalendar(calendarId);
        await tx.checks.tellTimingOf(areas.map(({ id }) => id));
      }
      tx.audit.append({
        actor: ctx.actor,
        action: 'calendar.update',
        entity_id: calendarId,
        area_id: null,
        diff: changed.diff,
      });
    }),
  );
  const updated = await ctx.db.read.places.calendar(calendarId);
  const [reached] = await withReach(ctx.db.read, ctx.actor, updated ? [updated] : []);
  if (!reached) throw new DomainError('calendar.not_found');
  return reached;
}
