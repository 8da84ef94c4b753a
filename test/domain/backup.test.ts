import { backupsToRemove, kindOfBackup } from '../../domain/backup';

const at = (moment: string) => ({ id: moment, started_at: new Date(`${moment}Z`) });
const nights = (from: string, count: number) =>
  Array.from({ length: count }, (_, day) => {
    const moment = new Date(Date.parse(`${from}T02:30Z`) + day * 86_400_000);
    return at(moment.toISOString().slice(0, 16));
  });
const keptOf = (backups: readonly ReturnType<typeof at>[], keep: [number, number, number]) => {
  const [daily, weekly, monthly] = keep;
  const removed = new Set(backupsToRemove(backups, { daily, weekly, monthly }));
  return backups.filter((backup) => !removed.has(backup)).map(({ id }) => id.slice(0, 10));
};

test.each([
  ['the first ever', '2026-03-11T02:30', [], 'monthly'],
  ['the first of a month, though not of its week', '2026-04-01T02:30', ['2026-03-31T02:30'], 'monthly'],
  ['the first of a week', '2026-03-16T02:30', ['2026-03-15T02:30', '2026-03-09T02:30'], 'weekly'],
  ['a Sunday ends its week', '2026-03-15T02:30', ['2026-03-09T02:30'], 'daily'],
  ['a second one on a day', '2026-03-09T14:00', ['2026-03-09T02:30', '2026-03-02T02:30'], 'daily'],
  ['a Monday that was missed is made good', '2026-03-17T02:30', ['2026-03-15T02:30'], 'weekly'],
])('%s', (_, moment, good, kind) => {
  expect(kindOfBackup(at(moment).started_at, good.map(at))).toBe(kind);
});

test('of a year of nights there stay seven days, five weeks and twelve months', () => {
  const kept = keptOf(nights('2025-11-24', 365), [7, 5, 12]);
  expect(kept).toEqual([
    '2025-12-01',
    ...['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01'],
    ...['2026-07-01', '2026-08-01', '2026-09-01', '2026-10-01'],
    ...['2026-10-26', '2026-11-01', '2026-11-02', '2026-11-09', '2026-11-16'],
    ...['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'],
  ]);
});

test('what is kept stays kept: pruning each night leaves the same as pruning once', () => {
  let left: ReturnType<typeof at>[] = [];
  const all = nights('2025-11-24', 365);
  for (const night of all) {
    left.push(night);
    const removed = new Set(backupsToRemove(left, { daily: 7, weekly: 5, monthly: 12 }));
    left = left.filter((backup) => !removed.has(backup));
  }
  expect(left.map(({ id }) => id.slice(0, 10))).toEqual(keptOf(all, [7, 5, 12]));
});

test.each([
  ['of a day the last one counts', ['2026-03-11T02:30', '2026-03-11T14:00'], [1, 0, 0], [14]],
  ['days without a backup do not count', ['2026-01-01T02:30', '2026-03-11T03:30'], [2, 0, 0], [2, 3]],
  ['the last good one stays, whatever is wanted', ['2026-03-10T02:30', '2026-03-11T03:30'], [0, 0, 0], [3]],
  ['nothing to keep is nothing to remove', [], [7, 5, 12], []],
])('%s', (_, moments, [daily = 0, weekly = 0, monthly = 0], hours) => {
  const backups = moments.map(at);
  const removed = new Set(backupsToRemove(backups, { daily, weekly, monthly }));
  const kept = backups.filter((backup) => !removed.has(backup));
  expect(kept.map(({ started_at }) => started_at.getUTCHours())).toEqual(hours);
});
