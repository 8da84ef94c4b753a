import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { DateTime } from 'luxon';
import type { CheckActivities } from '../../activities/checks';
import type { WorkingCalendar } from '../../domain/calendar';
import { dueAt } from '../../domain/escalation';
import { normaliseTemplate } from '../../domain/templateValidation';
import { submitCheck } from '../../workflows/check.messages';
import type { checkWorkflow } from '../../workflows/checkWorkflow';
import { createDiary } from '../support/diary';
import { aTimeSkippingTemporal, quietTemporal } from '../support/temporal';

const ZONE = 'Europe/Moscow';
const HOUR = 3_600_000;
let env: TestWorkflowEnvironment;

beforeAll(async () => {
  quietTemporal();
  env = await aTimeSkippingTemporal();
}, 120_000);
afterAll(() => env?.teardown());

const { settings } = normaliseTemplate({
  structure: { sections: [] },
  settings: {
    working_time: true,
    due_in: 'PT4H',
    reminders: ['PT1H'],
    escalation: [
      { after: 'PT0S', to: ['executor'] },
      { after: 'PT2H', to: ['supervisor'] },
    ],
    miss_after: 'PT8H',
    report_formats: [],
  },
} as Parameters<typeof normaliseTemplate>[0]);

/** Work is from eight to eight, Monday to Friday, and this Wednesday is a holiday. */
function calendarOf(monday: DateTime): WorkingCalendar {
  const day = [{ from: '08:00', to: '20:00' }];
  const week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] };
  return { week, holidays: [monday.plus({ days: 2 }).toISODate() ?? ''], working_days: [] };
}

/** Half an hour before it is due by the night shift's executor, three hours after by the day shift's, never by the evening's. */
const SUBMITTED_AFTER_DUE_MS = [-0.5 * HOUR, 3 * HOUR, undefined];

const inTime = (day: string) => [`${day} 11:00 remind ivanov`, `${day} 11:30 completed`];
const late = (day: string) => [
  `${day} 11:00 remind ivanov`,
  `${day} 12:00 overdue`,
  `${day} 12:00 level 1: tell executor`,
  `${day} 14:00 level 2: tell supervisor`,
  `${day} 15:00 completed`,
];
const missedOvernight = (day: string, next: string) => [
  `${day} 19:00 remind ivanov`,
  `${day} 20:00 overdue`,
  `${day} 20:00 level 1: tell executor`,
  `${next} 10:00 level 2: tell supervisor`,
  `${next} 16:00 missed`,
];
const missedTheSameDay = (day: string) => [...late(day).slice(0, -1), `${day} 20:00 missed`];

/** By shift, as the plant's own people would reckon it. */
const EXPECTED: Record<string, string[]> = {
  'Mon 00:00': inTime('Mon'),
  'Mon 08:00': late('Mon'),
  'Mon 16:00': missedOvernight('Mon', 'Tue'),
  'Tue 00:00': inTime('Tue'),
  'Tue 08:00': late('Tue'),
  'Tue 16:00': missedOvernight('Tue', 'Thu'),
  'Wed 00:00': inTime('Thu'),
  'Wed 08:00': late('Thu'),
  'Wed 16:00': missedTheSameDay('Thu'),
  'Thu 00:00': inTime('Thu'),
  'Thu 08:00': late('Thu'),
  'Thu 16:00': missedOvernight('Thu', 'Fri'),
  'Fri 00:00': inTime('Fri'),
  'Fri 08:00': late('Fri'),
  'Fri 16:00': missedOvernight('Fri', 'Mon'),
  'Sat 00:00': inTime('Mon'),
  'Sat 08:00': late('Mon'),
  'Sat 16:00': missedTheSameDay('Mon'),
  'Sun 00:00': inTime('Mon'),
  'Sun 08:00': late('Mon'),
  'Sun 16:00': missedTheSameDay('Mon'),
};

test('a week of shifts, one check a shift: each is chased by working time over nights, a holiday and the weekend', async () => {
  const monday = DateTime.fromMillis(await env.currentTimeMs(), { zone: ZONE })
    .startOf('week')
    .plus({ weeks: 1 });
  const calendar = calendarOf(monday);
  const spoken = (at: DateTime) => at.setZone(ZONE).setLocale('en').toFormat('ccc HH:mm');
  const shifts = Array.from({ length: 21 }, (_, index) => {
    const opens = monday.plus({ hours: 8 * index });
    const opened_at = opens.toJSDate();
    const due_at = dueAt(opened_at, settings, calendar, ZONE);
    const book = createDiary({
      settings,
      now: () => env.currentTimeMs(),
      opened_at,
      due_at,
      calendar,
      zone: ZONE,
    });
    const after = SUBMITTED_AFTER_DUE_MS[index % 3];
    const submits = after === undefined ? undefined : due_at.getTime() + after;
    return { id: `shift-${index}`, name: spoken(opens), opens: opened_at.getTime(), submits, book };
  });
  const bookOf = (id: string) => shifts.find((shift) => shift.id === id)?.book.activities as CheckActivities;
  const activities: CheckActivities = {
    loadCheck: (input) => bookOf(input.check_id).loadCheck(input),
    carryOut: (input) => bookOf(input.check_id).carryOut(input),
    decide: (input) => bookOf(input.check_id).decide(input),
    tellFailures: (input) => bookOf(input.check_id).tellFailures(input),
    failReport: async () => undefined,
  };
  const handleOf = (id: string) => env.client.workflow.getHandle<typeof checkWorkflow>(id);
  const happenings = shifts.flatMap(({ id, opens, submits }) => [
    {
      at: opens,
      act: () =>
        env.client.workflow.start<typeof checkWorkflow>('checkWorkflow', {
          workflowId: id,
          taskQueue: 'week',
          args: [{ check_id: id }],
        }),
    },
    ...(submits === undefined
      ? []
      : [
          {
            at: submits,
            act: () =>
              handleOf(id).executeUpdate(submitCheck, {
                args: [{ command_id: `submit-${id}`, by: { user_id: 'ivanov' } }],
              }),
          },
        ]),
  ]);

  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: 'week',
    workflowsPath: require.resolve('../../workflows'),
    activities,
  });
  const reports = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: 'reports',
    activities: { renderReport: async () => undefined },
  });
  await worker.runUntil(
    reports.runUntil(async () => {
      for (const { at, act } of [...happenings].sort((a, b) => a.at - b.at)) {
        const aheadMs = at - (await env.currentTimeMs());
        if (aheadMs > 0) await env.sleep(aheadMs);
        await act();
      }
      for (const { id } of shifts) await handleOf(id).result();
    }),
  );

  const diaries = shifts.map(({ name, book }) => {
    const lines = book.diary.map((line) => {
      const thisYear = DateTime.fromISO(`${monday.year}-${line.slice(0, 11)}Z`);
      const at = thisYear < monday ? thisYear.plus({ years: 1 }) : thisYear;
      return `${spoken(at)} ${line.slice(12)}`;
    });
    return [name, lines];
  });
  expect(Object.fromEntries(diaries)).toEqual(EXPECTED);
}, 180_000);
