import type { PolicyPen } from './ability';

/** A calendar may serve many areas: it is changed by those whom all of these are under. */
export function calendarRules({ can, cannot, permits }: PolicyPen): void {
  can('view', 'Calendar');
  if (!permits('MANAGE_AREAS')) return;
  can(['create', 'update'], 'Calendar');
  cannot('update', 'Calendar', { used_beyond_reach: true }).because('calendar.used_elsewhere');
}
