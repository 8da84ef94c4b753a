/** What a backup counts as: the first of its month, of its week, or of its day (in UTC). */
export type BackupKind = 'daily' | 'weekly' | 'monthly';

/** `removed`: it was good, and retention has let it go. */
export type BackupStatus = 'running' | 'done' | 'failed' | 'removed';

/** Of how many days, weeks and months one backup is kept. */
export interface BackupKeep {
  daily: number;
  weekly: number;
  monthly: number;
}

/** Where the audit chain stood. */
export interface AuditPlace {
  seq: number;
  hash: string;
}

interface DatedBackup {
  id: string;
  started_at: Date;
}

/** What a new backup counts as, given the good ones that are there. */
export function kindOfBackup(startedAt: Date, good: readonly DatedBackup[]): BackupKind {
  const isFirstOf = (period: Period): boolean =>
    !good.some((other) => period(other.started_at) === period(startedAt));
  if (isFirstOf(monthOf)) return 'monthly';
  return isFirstOf(weekOf) ? 'weekly' : 'daily';
}

/**
 * Which of the good backups may go: all but the last one of each of the last days that have one, the first one of each
 * of the last weeks, and of each of the last months. The newest is never among them, whatever `keep` says.
 */
export function backupsToRemove<B extends DatedBackup>(good: readonly B[], keep: BackupKeep): B[] {
  const newestFirst = [...good].sort((a, b) => b.started_at.getTime() - a.started_at.getTime());
  const oldestFirst = [...newestFirst].reverse();
  const kept = new Set<B>([
    ...newestFirst.slice(0, 1),
    ...firstOfEach(newestFirst, dayOf).slice(0, keep.daily),
    ...lastPeriods(firstOfEach(oldestFirst, weekOf), keep.weekly),
    ...lastPeriods(firstOfEach(oldestFirst, monthOf), keep.monthly),
  ]);
  return newestFirst.filter((backup) => !kept.has(backup));
}

type Period = (at: Date) => string;

const DAY_MS = 86_400_000;
const dayOf: Period = (at) => at.toISOString().slice(0, 10);
const monthOf: Period = (at) => at.toISOString().slice(0, 7);
/** By its Monday. */
const weekOf: Period = (at) => dayOf(new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * DAY_MS));

function firstOfEach<B extends DatedBackup>(backups: readonly B[], period: Period): B[] {
  const found = new Map<string, B>();
  for (const backup of backups) {
    const key = period(backup.started_at);
    if (!found.has(key)) found.set(key, backup);
  }
  return [...found.values()];
}

const lastPeriods = <B>(oldestFirst: readonly B[], count: number): B[] =>
  count > 0 ? oldestFirst.slice(-count) : [];
