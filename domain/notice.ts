import { type WorkingCalendar, addWorkingTime } from './calendar';
import { DAY_MS } from './duration';
import { instantOf, zoneOf } from './localTime';
import { workingSpans } from './shifts';

/** They cannot wait for the next shift: something is late or wrong already. */
const CRITICAL: readonly string[] = [
  'overdue',
  'escalation',
  'review_overdue',
  'missed',
  'answer_failed',
  'action_overdue',
  'action_escalation',
  'action_verify_overdue',
];

export interface NoticeToTime {
  kind: string;
  data: Record<string, unknown>;
}

/**
 * When a person whose place works by the calendar is to be told: at once in working time; else when it begins again,
 * but for what is critical, and for what falls due before.
 */
export function tellAt(
  { kind, data }: NoticeToTime,
  now: Date,
  place: { calendar: WorkingCalendar; time_zone: string } | undefined,
): Date {
  if (!place || CRITICAL.includes(kind)) return now;
  const at = nextWorkingMoment(now, place.calendar, place.time_zone);
  const due = typeof data.due === 'string' ? Date.parse(data.due) : Number.NaN;
  return due <= at.getTime() ? now : at;
}

function nextWorkingMoment(now: Date, calendar: WorkingCalendar, zone: string): Date {
  try {
    return new Date(addWorkingTime(now, 1, calendar, zone).getTime() - 1);
  } catch (error) {
    // A calendar that works no more holds nothing back.
    if (error instanceof RangeError) return now;
    throw error;
  }
}

/**
 * When work begins on a day (`YYYY-MM-DD`) of a place: with its first shift, or, without a calendar, at `otherwise`
 * (`HH:MM`). Undefined on a day off. A night shift that began the day before is not this day's.
 */
export function firstWorkingMoment(
  date: string,
  calendar: WorkingCalendar | null,
  zone: string,
  otherwise: string,
): Date | undefined {
  const place = zoneOf(zone);
  const wallMs = Date.parse(`${date}T00:00Z`);
  if (!calendar) return new Date(instantOf(Date.parse(`${date}T${otherwise}Z`), place));
  const day = { from: instantOf(wallMs, place), to: instantOf(wallMs + DAY_MS, place) };
  const spans = workingSpans({ from: day.from - 1, to: day.to }, calendar, place);
  const begins = spans.find(({ from }) => from >= day.from);
  return begins && new Date(begins.from);
}
