import { type TimelineEvent, momentFaults } from '../../bench/invariants/moments';
import { normaliseTemplate } from '../../domain/templateValidation';

const { settings } = normaliseTemplate({
  structure: { sections: [] },
  settings: {
    reminders: ['PT1H'],
    escalation: [{ after: 'PT1H', to: ['executor'] }],
    review: 'supervisor',
    review_due_in: 'PT2H',
  },
} as Parameters<typeof normaliseTemplate>[0]);

const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);
const opened = {
  kind: 'opened',
  at: at('08:00'),
  planned_at: null,
  data: { due: at('12:00').toISOString() },
};
const moment = (kind: string, planned: string, data: object = {}, done = planned): TimelineEvent => ({
  kind,
  at: at(done),
  planned_at: at(planned),
  data: { ...data },
});
const reminded = moment('reminded', '11:00', { before: 'PT1H' });
const overdue = moment('overdue', '12:00', { review: false });
const escalated = moment('escalated', '13:00', { after: 'PT1H' });
const submitted = { kind: 'submitted', at: at('13:30'), planned_at: null, data: {} };

const faults = (events: TimelineEvent[], now: string) =>
  momentFaults('c', settings, [opened, ...events], at(now)).map(({ kind, what }) => `${kind} ${what}`);

test('a whole timeline has no faults, also while it is still going on', () => {
  expect(faults([], '10:00')).toEqual([]);
  expect(faults([reminded, overdue, escalated], '20:00')).toEqual([]);
  expect(faults([reminded, overdue, escalated, submitted], '15:00')).toEqual([]);
});

test('what did not come is lost, also when a submit closed the ladder, and in the ladder of the review', () => {
  expect(faults([reminded, escalated], '20:00')).toEqual(['lost I3 overdue of check c']);
  expect(faults([reminded, overdue, submitted], '14:00')).toEqual(['lost I3 escalated PT1H of check c']);
  expect(faults([reminded, overdue, escalated, submitted], '16:00')).toEqual([
    'lost I3 review overdue of check c',
  ]);
});

test('what came twice is doubled; what came early or was not to come is unexplained', () => {
  expect(faults([reminded, overdue, overdue, escalated], '20:00')).toEqual(['doubled I3 overdue of check c']);
  const early = moment('overdue', '12:00', { review: false }, '11:59');
  expect(faults([reminded, early, escalated], '20:00')).toEqual([
    'unexplained I3 overdue of check c came early',
  ]);
  const stray = moment('escalated', '14:00', { after: 'PT1H' });
  expect(faults([reminded, overdue, escalated, stray], '20:00')).toEqual([
    'unexplained I3 escalated PT1H of check c was not to come',
  ]);
});

test('a moved due time is a ladder of its own; a return goes on with the one before', () => {
  const moved = {
    kind: 'due_moved',
    at: at('10:00'),
    planned_at: null,
    data: { due: at('18:00').toISOString() },
  };
  expect(faults([moved], '16:00')).toEqual([]);
  expect(faults([moved], '19:30')).toHaveLength(3);
  const returned = { kind: 'returned', at: at('14:00'), planned_at: null, data: {} };
  const late = { ...submitted, at: at('12:30') };
  const afterReturn = moment('escalated', '13:00', { after: 'PT1H' }, '14:00');
  expect(faults([reminded, overdue, late, returned, afterReturn], '20:00')).toEqual([]);
});
