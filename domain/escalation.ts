import { addWorkingTime, subtractWorkingTime, type WorkingCalendar } from './calendar';
import { type CheckStatus, isRunning } from './check';
import { parseDuration } from './duration';
import type { Settings, Target } from './template';

export type MomentKind = 'reminder' | 'due' | 'step' | 'miss';

/** Something that falls due in the life of a check or a corrective action. */
export interface Moment {
  at: Date;
  kind: MomentKind;
  /** Counted from 1 by the template's order; 0 for `due` and `miss`, which come once. */
  step: number;
  /** `due:<due_version>` or `review:<review_version>`. */
  ladder: string;
  /** `<ladder>:<kind>:<step>`: carried out once, however often it is tried. */
  key: string;
  to: Target[];
  /** The template's own words for a step or a miss: an ISO duration. */
  after: string | null;
}

/** How durations of a template are laid on the clock. Without a calendar working time is clock time. */
export interface Timing {
  settings: Settings;
  calendar: WorkingCalendar | null;
  zone: string;
}

export interface Course extends Timing {
  status: CheckStatus;
  due_at: Date;
  due_version: number;
  review_due_at: Date | null;
  review_version: number;
  /** When this due_version was set. */
  armed_at: Date;
  miss_not_before: Date | null;
  /** Keys of the moments carried out. */
  done: ReadonlySet<string>;
}

const ORDER: Record<MomentKind, number> = { reminder: 0, due: 1, step: 2, miss: 3 };

/** All that still lies before a check if nobody does anything, in the order in which it is to be carried out. */
export function plannedMoments(course: Course): Moment[] {
  return inOrder(laddersOf(course), course.done);
}

/** Those that are not carried out yet, in the order in which they are to be. */
export function inOrder(moments: readonly Moment[], done: ReadonlySet<string>): Moment[] {
  return moments
    .filter((moment) => !done.has(moment.key))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || ORDER[a.kind] - ORDER[b.kind] || a.step - b.step);
}

export function nextMoment(course: Course): Moment | null {
  return plannedMoments(course)[0] ?? null;
}

/** A reminder that would only say what is known: its time was past when the due time was set, or the due time itself is past. */
export function isSkippedReminder(
  moment: Moment,
  course: Pick<Course, 'armed_at' | 'due_at'>,
  now: Date,
): boolean {
  return moment.kind === 'reminder' && (moment.at <= course.armed_at || now >= course.due_at);
}

export function dueAt(from: Date, settings: Settings, calendar: WorkingCalendar | null, zone: string): Date {
  return later(from, settings.due_in, { settings, calendar, zone });
}

export function reviewDueAt(
  from: Date,
  settings: Settings,
  calendar: WorkingCalendar | null,
  zone: string,
): Date {
  return later(from, settings.review_due_in, { settings, calendar, zone });
}

function laddersOf(course: Course): Moment[] {
  const { status, due_at, review_due_at } = course;
  if (isRunning(status)) {
    const ladder = `due:${course.due_version}`;
    return [...reminders(course, due_at, ladder), ...steps(course, due_at, ladder), ...miss(course, ladder)];
  }
  if (status === 'submitted' && review_due_at) {
    return steps(course, review_due_at, `review:${course.review_version}`);
  }
  return [];
}

export function reminders(timing: Timing, due: Date, ladder: string): Moment[] {
  return timing.settings.reminders.map((before, index) =>
    aMoment(ladder, 'reminder', index + 1, earlier(due, before, timing), ['executor']),
  );
}

/** The due time and the steps behind it. */
export function steps(timing: Timing, due: Date, ladder: string): Moment[] {
  return [
    aMoment(ladder, 'due', 0, due, []),
    ...timing.settings.escalation.map(({ after, to }, index) =>
      aMoment(ladder, 'step', index + 1, later(due, after, timing), to, after),
    ),
  ];
}

function miss(course: Course, ladder: string): Moment[] {
  const { miss_after } = course.settings;
  if (miss_after === undefined) return [];
  const planned = later(course.due_at, miss_after, course);
  const { miss_not_before } = course;
  const at = miss_not_before && miss_not_before > planned ? miss_not_before : planned;
  return [aMoment(ladder, 'miss', 0, at, ['executor'], miss_after)];
}

function aMoment(
  ladder: string,
  kind: MomentKind,
  step: number,
  at: Date,
  to: Target[],
  after: string | null = null,
): Moment {
  return { at, kind, step, ladder, key: `${ladder}:${kind}:${step}`, to, after };
}

/** `duration` after `from`, in working time where the template says so. */
export function later(from: Date, duration: string, timing: Timing): Date {
  const ms = parseDuration(duration);
  const calendar = workingCalendar(timing);
  return calendar
    ? orByClock(() => addWorkingTime(from, ms, calendar, timing.zone), from, ms)
    : new Date(from.getTime() + ms);
}

function earlier(from: Date, duration: string, timing: Timing): Date {
  const ms = parseDuration(duration);
  const calendar = workingCalendar(timing);
  return calendar
    ? orByClock(() => subtractWorkingTime(from, ms, calendar, timing.zone), from, -ms)
    : new Date(from.getTime() - ms);
}

function workingCalendar({ settings, calendar }: Timing): WorkingCalendar | null {
  return settings.working_time ? calendar : null;
}

/** A calendar edited until it hardly works must neither stop a check's process nor let the check be forgotten. */
function orByClock(byCalendar: () => Date, from: Date, ms: number): Date {
  try {
    return byCalendar();
  } catch (error) {
    if (error instanceof RangeError) return new Date(from.getTime() + ms);
    throw error;
  }
}
