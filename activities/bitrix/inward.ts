import type { Bitrix24, BitrixComment, BitrixTask } from '../../clients/bitrix24/portal';
import { addActionComment } from '../../db/addActionComment';
import { lockAction } from '../../db/lockAction';
import type { ActionMoveContext } from '../../db/moveAction';
import type { AgreedTask } from '../../db/repositories/bitrixTasks';
import { type ActionCommandAct, type ActionCommands, isActionEnded } from '../../domain/action';
import { DomainError, type ErrorCode } from '../../domain/errors';
import { clipped, storable } from '../../domain/plainText';
import { bitrixWords, markOf } from '../../locales/bitrixText';
import { carryOutAct } from '../actions/decide';
import type { BitrixActivityDeps } from './deps';
import { personOf } from './people';
import { inwardAct } from './statuses';
import { toSecond } from './taskText';

/** A change made there that the rules here do not allow. */
export interface RefusedChange {
  code: ErrorCode;
  /** Names the change: the same for a repeat. */
  key: string;
}

export interface Inward {
  refused: RefusedChange[];
  /** The account that is responsible there and belongs to nobody here: it stays. */
  stranger: boolean;
}

const LONGEST_COMMENT = 2_000;

/** What was changed there since both were equal, and not changed here meanwhile, becomes so here. */
export async function takeInward(
  deps: BitrixActivityDeps,
  portal: Bitrix24,
  actionId: string,
  task: BitrixTask,
  agreed: AgreedTask | null,
  comments: readonly BitrixComment[],
): Promise<Inward> {
  const { db, now, locale } = deps;
  const me = await portal.me();
  const foreign = comments.filter(({ authorId, text }) => authorId !== me || markOf(text) === undefined);
  const responsibleMoved = agreed !== null && task.responsibleId !== agreed.responsible_id;
  const owner = responsibleMoved ? await personOf(db, portal, task.responsibleId) : undefined;
  const authors = new Map<string, string | undefined>();
  for (const { authorId } of foreign)
    if (!authors.has(authorId)) authors.set(authorId, await personOf(db, portal, authorId));

  return db.transaction(async (tx) => {
    const locked = await lockAction(tx, actionId);
    const { action } = locked;
    const refused: RefusedChange[] = [];
    const stranger = responsibleMoved && owner === undefined;
    if (isActionEnded(action.status)) return { refused, stranger };
    const context: ActionMoveContext = { ...locked, tx, actor: { kind: 'integration' }, now: now() };

    const done = await tx.actionEvents.keys(actionId);
    const attempt = async <A extends ActionCommandAct>(act: A, input: ActionCommands[A], what: string) => {
      const command_id = `bitrix:${task.id}:${act}:${what}`;
      if (done.has(`command:${command_id}`)) return;
      try {
        await carryOutAct(context, act, { ...input, command_id });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refused.push({ code: error.code, key: `${act}:${what}` });
      }
    };

    const act = inwardAct(action.status, task.status, agreed?.status as BitrixTask['status'] | undefined);
    const moment = `${task.status}:${task.changedAt}`;
    if (act === 'start') await attempt('start', {}, moment);
    if (act === 'return') await attempt('return', { reason: bitrixWords(locale).returned }, moment);

    const deadline = task.deadline && toSecond(task.deadline);
    const dueMoved =
      agreed !== null &&
      deadline !== null &&
      deadline !== agreed.due_at &&
      deadline !== toSecond(action.due_at) &&
      toSecond(action.due_at) === agreed.due_at;
    if (dueMoved) await attempt('change', { due_at: deadline }, `${deadline}:${task.changedAt}`);
    const isHandedOver =
      owner !== undefined && owner !== action.owner_id && agreed?.owner_id === action.owner_id;
    if (isHandedOver) await attempt('change', { owner_id: owner }, `${owner}:${task.changedAt}`);
    if (act === 'done') await attempt('done', {}, moment);

    const known = new Set((await tx.actionComments.ofActions([actionId])).map((one) => one.external_id));
    for (const { id, authorId, authorName, text } of foreign) {
      const words = clipped(storable(text).trim(), LONGEST_COMMENT);
      if (known.has(id) || words === '') continue;
      const author_id = authors.get(authorId);
      await addActionComment(context, {
        ...{ text: words, files: [], external_id: id },
        ...(author_id === undefined
          ? { author_name: storable(authorName).trim() || 'Bitrix24' }
          : { author_id }),
      });
    }
    return { refused, stranger };
  });
}
