import { lockAction } from '../../db/lockAction';
import type { PlacedAction } from '../../db/repositories/actions';
import type { BitrixTaskRow } from '../../db/repositories/bitrixTasks';
import { isActionEnded } from '../../domain/action';
import { bitrixWords } from '../../locales/bitrixText';
import { createTask } from './createTask';
import type { BitrixActivityDeps } from './deps';
import { takeInward } from './inward';
import { explainRefusals, sendComments, sendFiles, writeOutward } from './outward';

/** With a call's own minute it ends before the two that the process gives it. */
const WORK_MS = 50_000;

export type Synced = 'synced' | 'failed';

/**
 * Makes an action and its task equal, whichever of them has changed: reads the task, takes what was changed there,
 * and writes what was changed here. A repeat finds nothing to do. `make` false leaves an action without a task so.
 */
export async function syncTask(
  deps: BitrixActivityDeps,
  actionId: string,
  { make }: { make: boolean },
): Promise<Synced> {
  const { db, now } = deps;
  const portal = deps.portal(actionId, performance.now() + WORK_MS);
  const found = await db.read.actions.find(actionId);
  if (found?.external_system !== 'bitrix24' || (found.external_id === null && !make)) return 'synced';
  let row = await db.read.bitrixTasks.ensure(actionId);
  const taskId = found.external_id ?? (await createTask(deps, portal, found, row));
  const task = await portal.task(taskId);
  if (!task) return lost(deps, found, row);
  row = await db.read.bitrixTasks.ensure(actionId);

  const comments = await portal.comments(task, row.seen_comment ?? undefined);
  const inward = await takeInward(deps, portal, actionId, task, row.agreed, comments);
  const action = await db.read.actions.find(actionId);
  if (!action) return 'synced';
  await explainRefusals(deps, portal, taskId, inward, comments);
  const movedHere = found.status === action.status && found.status !== row.agreed?.action_status;
  const agreed = await writeOutward(deps, portal, action, task, row.agreed, inward, movedHere);
  await sendFiles(deps, portal, action, taskId, row);
  await sendComments(deps, portal, action, taskId, comments);

  await db.read.bitrixTasks.update(actionId, {
    ...{ agreed, chat_id: task.chatId, seen_change: task.changedAt },
    ...(comments.length > 0 && { seen_comment: comments.at(-1)?.id ?? null }),
  });
  await db.read.actions.markSynced(actionId, {
    ...{ external_id: taskId, revision: action.revision, at: now() },
  });
  return 'synced';
}

/** Deleted there: a person has it made anew; of an action that has ended nothing is missing. */
async function lost(
  { db, locale, now }: BitrixActivityDeps,
  action: PlacedAction,
  row: BitrixTaskRow,
): Promise<Synced> {
  if (isActionEnded(action.status)) {
    const { revision, external_id } = action;
    if (external_id !== null)
      await db.read.actions.markSynced(action.id, { external_id, revision, at: now() });
    return 'synced';
  }
  await db.transaction(async (tx) => {
    const { action: locked } = await lockAction(tx, action.id);
    // Another revision: what is sent anew is not what was sent.
    await tx.actions.update(action.id, { external_id: null, revision: locked.revision + 1 });
    await tx.bitrixTasks.update(action.id, {
      ...{ generation: row.generation + 1, tried_at: null, sent: null, agreed: null, chat_id: null },
      ...{ seen_change: null, seen_comment: null, files: {} },
    });
    await tx.actions.markSyncFailed(action.id, bitrixWords(locale).taskGone);
  });
  return 'failed';
}
