import type { BitrixTask } from '../../clients/bitrix24/portal';
import type { AgreedTask } from '../../db/repositories/bitrixTasks';
import { isActionEnded } from '../../domain/action';
import type { ActionStatus } from '../../domain/action';
import type { BitrixActivityDeps } from './deps';
import type { Synced } from './syncTask';
import { toSecond } from './taskText';

export interface Reconciled {
  /** Tasks changed there since the last look. */
  looked_at: number;
  /** Actions whose processes are told to read their task. */
  pulled: number;
  /** Actions whose processes are told to carry over what waits. */
  pushed: number;
  /** Ended actions whose task was made equal again. */
  mended: number;
}

/** The time of the last change alone does not tell: two may fall into one second. */
function isNews(
  task: BitrixTask | undefined,
  { seen_change, agreed }: { seen_change: string | null; agreed: AgreedTask | null },
): boolean {
  if (!task || !agreed) return true;
  const due = task.deadline && toSecond(task.deadline);
  return (
    task.changedAt !== seen_change ||
    task.status !== agreed.status ||
    task.responsibleId !== agreed.responsible_id ||
    due !== agreed.due_at
  );
}

const FIRST_LOOK_MS = 7 * 24 * 3_600_000;
/** Clocks of both sides differ, and a change may become visible late. */
const OVERLAP_MS = 15 * 60_000;
/** Comments do not change a task: those under way are read anew now and then, whatever was heard of them. */
const STALE_MS = 30 * 60_000;
const AT_ONCE = 30;

/**
 * Compares both sides: what changed there and was not heard of, what waits here. While Bitrix24 is down it throws
 * before anything else, so that nobody is told in vain. `equalise` makes a task that ended equal again; one that cannot
 * be is left as failed, and keeps none of the others waiting.
 */
export async function reconcile(
  { db, now, portal }: Pick<BitrixActivityDeps, 'db' | 'now' | 'portal'>,
  equalise: (actionId: string) => Promise<Synced>,
): Promise<Reconciled> {
  const { bitrixTasks } = db.read;
  const began = now();
  const upto = (await bitrixTasks.readUpTo()) ?? new Date(began.getTime() - FIRST_LOOK_MS);
  const changed = await portal().tasksChanged(new Date(upto.getTime() - OVERLAP_MS));
  const tasks = new Map(changed.map((task) => [task.id, task]));
  const ours = await bitrixTasks.byTasks([...tasks.keys()]);
  const missed = ours.filter((one) => isNews(tasks.get(one.task_id), one));
  const isEnded = ({ status }: { status: string }) => isActionEnded(status as ActionStatus);

  const ended = missed.filter((one) => isEnded(one) && one.sync_status === 'synced').slice(0, AT_ONCE);
  let mended = 0;
  for (const { action_id } of ended) if ((await equalise(action_id)) === 'synced') mended += 1;
  const stale = await bitrixTasks.stalest(new Date(began.getTime() - STALE_MS), AT_ONCE);
  const waiting = await bitrixTasks.waiting(AT_ONCE * 10);
  const pulls = new Set([
    ...missed.filter((one) => !isEnded(one)).map(({ action_id }) => action_id),
    ...stale,
  ]);
  const pushes = waiting.filter((id) => !pulls.has(id));
  await db.transaction(async (tx) => {
    for (const id of pulls) tx.outbox.tell({ subject: `action:${id}`, kind: 'external' });
    for (const id of pushes) tx.outbox.tell({ subject: `action:${id}`, kind: 'sync' });
    await tx.bitrixTasks.markReadUpTo(began);
  });
  return { looked_at: changed.length, pulled: pulls.size, pushed: pushes.length, mended };
}
