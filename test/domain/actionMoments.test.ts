import { type ActionCourse, plannedActionMoments } from '../../domain/actionMoments';
import { DEFAULT_SETTINGS } from '../../domain/templateDefaults';
import { ACTION_STATUSES } from '../../domain/action';

const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);

const aCourse = (over: Partial<ActionCourse> = {}): ActionCourse => ({
  status: 'open',
  due_at: at('12:00'),
  due_version: 1,
  verify_due_at: null,
  verify_version: 0,
  armed_at: at('08:00'),
  settings: {
    ...DEFAULT_SETTINGS,
    reminders: ['PT1H', 'PT30M'],
    escalation: [
      { after: 'PT0S', to: ['executor'] },
      { after: 'PT2H', to: ['supervisor'] },
    ],
  },
  calendar: null,
  zone: 'UTC',
  done: new Set(),
  ...over,
});

const told = (course: ActionCourse) =>
  plannedActionMoments(course).map((moment) => `${moment.at.toISOString().slice(11, 16)} ${moment.key}`);

const OWNERS = [
  ...['11:00 due:1:reminder:1', '11:30 due:1:reminder:2', '12:00 due:1:due:0', '12:00 due:1:step:1'],
  '14:00 due:1:step:2',
];
const verifying = { verify_due_at: at('15:00'), verify_version: 2 };
const VERIFIERS = ['15:00 verify:2:due:0', '15:00 verify:2:step:1', '17:00 verify:2:step:2'];

test.each(ACTION_STATUSES.map((status) => [status] as const))(
  'what lies before an action that is %s',
  (status) => {
    const expected = { open: OWNERS, in_progress: OWNERS, returned: OWNERS, done: VERIFIERS };
    const planned = told(aCourse({ status, ...verifying }));
    expect(planned).toEqual(expected[status as keyof typeof expected] ?? []);
  },
);

test('what was carried out is not planned again, until the due time is moved', () => {
  const done = new Set(['due:1:reminder:1', 'due:1:reminder:2', 'due:1:due:0', 'due:1:step:1']);
  expect(told(aCourse({ done }))).toEqual(['14:00 due:1:step:2']);
  expect(told(aCourse({ done, due_version: 2 }))).toHaveLength(5);
});

test('durations are working time where the template says so', () => {
  const day = [{ from: '08:00', to: '16:00' }];
  const calendar = { week: { mon: day, tue: day }, holidays: [], working_days: [] };
  const settings = { ...aCourse().settings, working_time: true };
  const planned = plannedActionMoments(aCourse({ calendar, settings, due_at: at('15:00') }));
  expect(planned.at(-1)?.at).toEqual(new Date('2026-03-03T09:00:00Z'));
});

test('an action never lapses by itself', () => {
  const settings = { ...aCourse().settings, miss_after: 'PT1H' };
  expect(plannedActionMoments(aCourse({ settings })).map(({ kind }) => kind)).not.toContain('miss');
});
