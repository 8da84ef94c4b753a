import fc from 'fast-check';
import type { WorkingCalendar } from '../../domain/calendar';
import type { CheckStatus } from '../../domain/check';
import {
  type Course,
  dueAt,
  isSkippedReminder,
  nextMoment,
  plannedMoments,
  reviewDueAt,
} from '../../domain/escalation';
import { theSettings } from './builders';

const shift = [{ from: '08:00', to: '17:00' }];
const WEEKDAYS: WorkingCalendar = {
  week: { mon: shift, tue: shift, wed: shift, thu: shift, fri: shift },
  holidays: [],
  working_days: [],
};
const NEVER: WorkingCalendar = { week: {}, holidays: [], working_days: [] };
const LADDER = {
  miss_after: 'PT24H',
  reminders: ['PT30M', 'PT2H'],
  escalation: [
    { after: 'PT4H', to: ['role:boss'] },
    { after: 'PT0S', to: ['executor', 'supervisor'] },
  ],
};

function aCourse({
  settings = LADDER as object,
  ...overrides
}: Partial<Omit<Course, 'settings'>> & { settings?: object } = {}): Course {
  return {
    status: 'open',
    due_at: new Date('2025-11-28T12:00:00Z'),
    due_version: 1,
    review_due_at: null,
    review_version: 0,
    armed_at: new Date('2025-11-28T04:00:00Z'),
    miss_not_before: null,
    settings: theSettings({ ...settings }),
    calendar: null,
    zone: 'Europe/Moscow',
    done: new Set(),
    ...overrides,
  };
}

function diary(course: Course): string[] {
  return plannedMoments(course).map(({ at, kind, step, to }) =>
    `${at.toISOString().slice(5, 16)} ${kind} ${step} ${to.join('+')}`.trim(),
  );
}

test('a running check is reminded, due, escalated and missed, each in its turn', () => {
  expect(diary(aCourse())).toEqual([
    '11-28T10:00 reminder 2 executor',
    '11-28T11:30 reminder 1 executor',
    '11-28T12:00 due 0',
    '11-28T12:00 step 2 executor+supervisor',
    '11-28T16:00 step 1 role:boss',
    '11-29T12:00 miss 0 executor',
  ]);
});

test('moments that coincide keep their order: reminder, due, steps by number, miss', () => {
  const settings = {
    miss_after: 'PT0S',
    reminders: ['PT0S'],
    escalation: [
      { after: 'PT0S', to: ['executor'] },
      { after: 'PT0S', to: ['supervisor'] },
    ],
  };
  expect(plannedMoments(aCourse({ settings })).map(({ kind, step }) => `${kind} ${step}`)).toEqual([
    'reminder 1',
    'due 0',
    'step 1',
    'step 2',
    'miss 0',
  ]);
});

test('keys name ladder, kind and step; a step carries the words of the template', () => {
  expect(plannedMoments(aCourse({ due_version: 3 })).map(({ key, after }) => [key, after])).toEqual([
    ['due:3:reminder:2', null],
    ['due:3:reminder:1', null],
    ['due:3:due:0', null],
    ['due:3:step:2', 'PT0S'],
    ['due:3:step:1', 'PT4H'],
    ['due:3:miss:0', 'PT24H'],
  ]);
});

test('what has been carried out does not come again', () => {
  const done = new Set(['due:1:reminder:1', 'due:1:reminder:2', 'due:1:due:0', 'due:1:step:2']);
  expect(nextMoment(aCourse({ done }))?.key).toBe('due:1:step:1');
});

test('a moved due time arms every reminder and step again', () => {
  const done = new Set(plannedMoments(aCourse()).map(({ key }) => key));
  const moved = { done, due_version: 2, due_at: new Date('2025-12-01T12:00:00Z') };
  expect(plannedMoments(aCourse({ done }))).toEqual([]);
  expect(plannedMoments(aCourse(moved))).toHaveLength(6);
  expect(nextMoment(aCourse(moved))?.at).toEqual(new Date('2025-12-01T10:00:00Z'));
});

test('without a miss in the template a check is never missed', () => {
  expect(plannedMoments(aCourse({ settings: {} })).map(({ kind }) => kind)).toEqual([
    'reminder',
    'due',
    'step',
  ]);
});

test('a miss waits for the time of grace, and is not hurried by it', () => {
  const missAt = (miss_not_before: Date) => plannedMoments(aCourse({ miss_not_before })).at(-1)?.at;
  expect(missAt(new Date('2025-12-02T00:15:00Z'))).toEqual(new Date('2025-12-02T00:15:00Z'));
  expect(missAt(new Date('2025-11-28T00:15:00Z'))).toEqual(new Date('2025-11-29T12:00:00Z'));
});

test.each<CheckStatus>(['completed', 'missed', 'declined', 'cancelled'])(
  'nothing lies before a check that is %s',
  (status) => {
    expect(plannedMoments(aCourse({ status, review_due_at: new Date() }))).toEqual([]);
  },
);

describe('review', () => {
  const review_due_at = new Date('2025-11-29T12:00:00Z');

  test('a submit ends the executor’s ladder and begins the reviewer’s, without reminder or miss', () => {
    const course = aCourse({ status: 'submitted', review_due_at, review_version: 1 });
    expect(diary(course)).toEqual([
      '11-29T12:00 due 0',
      '11-29T12:00 step 2 executor+supervisor',
      '11-29T16:00 step 1 role:boss',
    ]);
    expect(nextMoment(course)?.key).toBe('review:1:due:0');
  });

  test('without a review time nothing is planned', () => {
    expect(nextMoment(aCourse({ status: 'submitted' }))).toBeNull();
  });

  test('a returned check goes on where its own ladder stood', () => {
    const done = new Set(['due:1:reminder:2', 'due:1:reminder:1', 'due:1:due:0', 'review:1:due:0']);
    expect(nextMoment(aCourse({ status: 'in_progress', done, review_due_at, review_version: 1 }))?.key).toBe(
      'due:1:step:2',
    );
  });

  test('a second submit begins the review’s ladder anew', () => {
    const done = new Set(['review:1:due:0', 'review:1:step:1', 'review:1:step:2']);
    expect(
      plannedMoments(aCourse({ status: 'submitted', review_due_at, review_version: 2, done })),
    ).toHaveLength(3);
  });
});

describe('working time', () => {
  const working = { ...LADDER, working_time: true, miss_after: 'PT9H' };

  test('steps count over shifts, reminders back over them', () => {
    expect(
      diary(aCourse({ settings: working, calendar: WEEKDAYS, due_at: new Date('2025-12-01T06:00:00Z') })),
    ).toEqual([
      '11-28T13:00 reminder 2 executor',
      '12-01T05:30 reminder 1 executor',
      '12-01T06:00 due 0',
      '12-01T06:00 step 2 executor+supervisor',
      '12-01T10:00 step 1 role:boss',
      '12-02T06:00 miss 0 executor',
    ]);
  });

  test('a calendar does not matter to a template that counts by the clock', () => {
    expect(diary(aCourse({ calendar: WEEKDAYS }))).toEqual(diary(aCourse()));
  });

  test('without a calendar, or with one that never works, the clock counts and nothing is forgotten', () => {
    const byClock = diary(aCourse({ settings: { ...working, working_time: false } }));
    expect(diary(aCourse({ settings: working }))).toEqual(byClock);
    expect(diary(aCourse({ settings: working, calendar: NEVER }))).toEqual(byClock);
  });
});

describe('due times', () => {
  const friday = new Date('2025-11-28T13:00:00Z');

  test('count from the given moment, by the clock or over shifts', () => {
    const settings = { due_in: 'PT2H', review_due_in: 'PT10H' };
    const over = theSettings({ ...settings, working_time: true });
    expect(dueAt(friday, theSettings(settings), null, 'Europe/Moscow')).toEqual(
      new Date('2025-11-28T15:00:00Z'),
    );
    expect(dueAt(friday, over, WEEKDAYS, 'Europe/Moscow')).toEqual(new Date('2025-12-01T06:00:00Z'));
    expect(reviewDueAt(friday, over, WEEKDAYS, 'Europe/Moscow')).toEqual(new Date('2025-12-01T14:00:00Z'));
  });

  test('a day by the clock is 24 hours, also when the clocks change', () => {
    const settings = theSettings({ due_in: 'P1D' });
    expect(dueAt(new Date('2025-03-29T12:00:00Z'), settings, null, 'Europe/Berlin')).toEqual(
      new Date('2025-03-30T12:00:00Z'),
    );
  });
});

describe('reminders that come too late', () => {
  const course = aCourse({ armed_at: new Date('2025-11-28T10:00:00Z') });
  const [early, late, due] = plannedMoments(course);
  const before = new Date('2025-11-28T11:30:00Z');

  test.each([
    ['one that was past when the due time was set', early, before, true],
    ['one that is still to come', late, before, false],
    ['one carried out at the due time or later', late, new Date('2025-11-28T12:00:00Z'), true],
    ['a due time is no reminder', due, new Date('2025-11-29T12:00:00Z'), false],
  ])('%s', (_, moment, now, skipped) => {
    expect(moment && isSkippedReminder(moment, course, now)).toBe(skipped);
  });
});

describe('laws', () => {
  const durations = fc.integer({ min: 0, max: 48 * 60 }).map((minutes) => `PT${minutes}M`);
  const settings = fc.record(
    {
      miss_after: durations,
      reminders: fc.array(durations, { maxLength: 4 }),
      escalation: fc.array(fc.record({ after: durations, to: fc.constant(['executor']) }), { maxLength: 5 }),
      working_time: fc.boolean(),
    },
    { requiredKeys: ['reminders', 'escalation'] },
  );
  const courses = fc
    .record({
      settings,
      status: fc.constantFrom<CheckStatus[]>('open', 'in_progress', 'submitted'),
      calendar: fc.constantFrom(null, WEEKDAYS, NEVER),
      due_at: fc.integer({ min: 0, max: 365 * 24 }).map((hour) => new Date(Date.UTC(2025, 0, 1, hour))),
      due_version: fc.integer({ min: 1, max: 3 }),
      review_version: fc.integer({ min: 1, max: 3 }),
    })
    .map((given) => aCourse({ ...given, zone: 'Europe/Berlin', review_due_at: given.due_at }));

  test('planned moments are sorted by time', () => {
    fc.assert(
      fc.property(courses, (course) => {
        const times = plannedMoments(course).map(({ at }) => at.getTime());
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  });

  test('carrying out the next moment again and again ends with none, each once and in the planned order', () => {
    fc.assert(
      fc.property(courses, (course) => {
        const planned = plannedMoments(course).map(({ key }) => key);
        const done = new Set<string>();
        const carriedOut: string[] = [];
        for (let next = nextMoment(course); next; next = nextMoment({ ...course, done })) {
          carriedOut.push(next.key);
          done.add(next.key);
          if (carriedOut.length > 50) break;
        }
        expect(carriedOut).toEqual(planned);
        expect(new Set(planned).size).toBe(planned.length);
      }),
      { numRuns: 40 },
    );
  });
});
