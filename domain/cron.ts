import { type CronFieldName, cronFields } from './cronFields';

/** The five fields of a cron expression, as the values that each of them names. */
export interface CronPlan {
  minutes: readonly number[];
  hours: readonly number[];
  /** Of the month, from 1. */
  days: readonly number[];
  /** From 1. */
  months: readonly number[];
  /** Sunday is 0. */
  weekdays: readonly number[];
  /** Both day fields are restricted: a day fits when either does. */
  either_day: boolean;
  /** How the hours were written: `*`, `*` with a step, or as hours of the clock. */
  hours_as: 'every' | 'step' | 'clock';
}

/** @throws RangeError where `cronFaults` finds any */
export function parseCron(expression: string): CronPlan {
  const fields = cronFields(expression);
  if (!fields) throw new RangeError(`not a cron expression: ${expression}`);
  const valuesOf = (name: CronFieldName) => fields[name].values;
  const isRestricted = (name: CronFieldName) => fields[name].text !== '*';
  return {
    minutes: valuesOf('minute'),
    hours: valuesOf('hour'),
    days: valuesOf('day_of_month'),
    months: valuesOf('month'),
    weekdays: valuesOf('day_of_week'),
    either_day: isRestricted('day_of_month') && isRestricted('day_of_week'),
    hours_as: hoursAs(fields.hour.text),
  };
}

function hoursAs(text: string): CronPlan['hours_as'] {
  if (text === '*' || text === '*/1') return 'every';
  return /^\*\/\d+$/.test(text) ? 'step' : 'clock';
}

const MONTHS = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
] as const;
const DAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const;

interface CalendarRange<Unit> {
  start: Unit;
  end: Unit;
  step: number;
}

/** A Temporal calendar: a moment matches when all of its fields do. */
export interface TemporalCalendar {
  second: 0;
  minute: CalendarRange<number>[];
  hour: CalendarRange<number>[];
  dayOfMonth: CalendarRange<number>[] | '*';
  month: CalendarRange<(typeof MONTHS)[number]>[] | '*';
  dayOfWeek: CalendarRange<(typeof DAYS)[number]>[] | '*';
}

/** The plan in Temporal's terms: one calendar, or two that are joined where either day field may fit. */
export function temporalCalendars(plan: CronPlan): TemporalCalendar[] {
  const { minutes, hours, days, months, weekdays, either_day } = plan;
  const calendar: TemporalCalendar = {
    second: 0,
    minute: rangesOf(minutes),
    hour: rangesOf(hours),
    dayOfMonth: days.length === 31 ? '*' : rangesOf(days),
    month: months.length === 12 ? '*' : named(rangesOf(months), (month) => MONTHS[month - 1]),
    dayOfWeek: weekdays.length === 7 ? '*' : named(rangesOf(weekdays), (day) => DAYS[day]),
  };
  return either_day
    ? [
        { ...calendar, dayOfWeek: '*' },
        { ...calendar, dayOfMonth: '*' },
      ]
    : [calendar];
}

/** One range where the values keep one distance, else each run of neighbours. */
function rangesOf(values: readonly number[]): CalendarRange<number>[] {
  const [first = 0, second = first] = values;
  const last = values.at(-1) ?? first;
  const step = Math.max(second - first, 1);
  if (values.every((value, index) => value === first + index * step))
    return [{ start: first, end: last, step }];
  const ranges: CalendarRange<number>[] = [];
  for (const value of values) {
    const range = ranges.at(-1);
    if (range && range.end + 1 === value) range.end = value;
    else ranges.push({ start: value, end: value, step: 1 });
  }
  return ranges;
}

function named<Name>(
  ranges: readonly CalendarRange<number>[],
  nameOf: (value: number) => Name | undefined,
): CalendarRange<Name>[] {
  return ranges.map(({ start, end, step }) => ({
    start: nameOf(start) as Name,
    end: nameOf(end) as Name,
    step,
  }));
}
