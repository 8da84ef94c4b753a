import { extname } from 'node:path';
import type { Bitrix24, BitrixComment, BitrixTask, TaskPatch } from '../../clients/bitrix24/portal';
import { BitrixFault } from '../../clients/bitrix24/fault';
import type { PlacedAction } from '../../db/repositories/actions';
import type { AgreedTask, BitrixTaskRow } from '../../db/repositories/bitrixTasks';
import { bitrixWords, markOf } from '../../locales/bitrixText';
import { errorWords } from '../../locales/problemWords';
import type { BitrixActivityDeps } from './deps';
import type { Inward } from './inward';
import { accountOf } from './people';
import { statusToSet } from './statuses';
import { markFor, wordsOfComment, wordsOfTask } from './taskText';

/** What is not equal there yet is written; returns what both sides hold then. */
export async function writeOutward(
  deps: BitrixActivityDeps,
  portal: Bitrix24,
  action: PlacedAction,
  task: BitrixTask,
  agreed: AgreedTask | null,
  inward: Inward,
  /** In its state, since both were equal. */
  movedHere: boolean,
): Promise<AgreedTask> {
  const account = await accountOf(deps.db, portal, action.owner_id);
  const words = wordsOfTask(deps, action, account !== undefined);
  // Only what was handed over here is handed over there: a person there whom we do not know stays responsible.
  const keepsResponsible = inward.stranger && agreed?.owner_id === action.owner_id;
  const responsible_id = keepsResponsible ? task.responsibleId : (account ?? (await portal.me()));
  const patch: TaskPatch = {
    // Bitrix24 may keep texts in a form of its own: they are held against what was written, not against what is there.
    ...(words.title !== agreed?.title && { title: words.title }),
    ...(words.description !== agreed?.description && { description: words.description }),
    ...(task.deadline?.getTime() !== Date.parse(words.deadline) && { deadline: words.deadline }),
    ...(task.responsibleId !== responsible_id && { responsible_id }),
  };
  if (Object.keys(patch).length > 0) await portal.updateTask(task.id, patch);
  const status = statusToSet(action.status, task.status, movedHere);
  if (status !== undefined) await move(portal, task, status);
  return {
    ...{ title: words.title, description: words.description, due_at: words.deadline },
    ...{ owner_id: action.owner_id, responsible_id, status: status ?? task.status },
    action_status: action.status,
  };
}

/** A refusal because somebody moved the task meanwhile is tried again, from where it is then. */
async function move(portal: Bitrix24, task: BitrixTask, to: BitrixTask['status']): Promise<void> {
  try {
    await portal.moveTask(task.id, task.status, to);
  } catch (error) {
    if (!(error instanceof BitrixFault) || error.canPass) throw error;
    const now = await portal.task(task.id);
    if (now?.status === to) return;
    if (now && now.status !== task.status)
      throw new BitrixFault('transient', 'moved', 'The task was moved meanwhile', error.httpStatus);
    throw error;
  }
}

/** Comments of ours that are not there yet; what has our mark there was sent by a try whose reply was lost. */
export async function sendComments(
  deps: BitrixActivityDeps,
  portal: Bitrix24,
  action: PlacedAction,
  taskId: string,
  there: readonly BitrixComment[],
): Promise<void> {
  const { read } = deps.db;
  const sent = new Map(there.map((one) => [markOf(one.text), one.id]));
  for (const comment of await read.actionComments.ofActions([action.id])) {
    if (comment.external_id !== null) continue;
    const mark = markFor(comment.id);
    if (!sent.has(mark)) {
      const words = wordsOfComment(deps, comment, action.time_zone);
      await portal.addComment(taskId, words, `comment-${comment.id}`);
    }
    // Its number there is not told by every version; its mark tells it as well.
    await read.actionComments.link(comment.id, sent.get(mark) ?? `#${mark}`);
  }
}

/** Tells there why a change was not taken, once for each change. */
export async function explainRefusals(
  { locale }: BitrixActivityDeps,
  portal: Bitrix24,
  taskId: string,
  { refused }: Inward,
  there: readonly BitrixComment[],
): Promise<void> {
  const words = bitrixWords(locale);
  for (const { code, key } of refused) {
    const mark = hashOf(`${taskId}:${key}:${code}`);
    if (there.some((one) => markOf(one.text) === mark)) continue;
    const reason = words.refused(errorWords(locale, code).detail);
    await portal.addComment(taskId, `${reason}\n${words.signature(mark)}`, `refusal-${taskId}-${mark}`);
  }
}

/** Photos of the action and of its comments, each once. */
export async function sendFiles(
  { db, storage }: BitrixActivityDeps,
  portal: Bitrix24,
  action: PlacedAction,
  taskId: string,
  { files }: BitrixTaskRow,
): Promise<void> {
  const comments = await db.read.actionComments.ofActions([action.id]);
  const wanted = [...new Set([...action.files, ...comments.flatMap((comment) => comment.files)])];
  const known: Record<string, string> = { ...files };
  const missing = await db.read.files.findMany(wanted.filter((id) => !(id in known)));
  for (const file of missing) {
    if (file.status !== 'ready') continue;
    const bytes = await storage.find(file.object_key);
    if (!bytes) continue;
    const name = `${file.id}${extname(file.name).slice(0, 10)}`;
    const there = await portal.upload(name, bytes);
    await portal.attach(taskId, there);
    known[file.id] = there;
    await db.read.bitrixTasks.update(action.id, { files: known });
  }
}

function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
