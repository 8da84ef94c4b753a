import { lockAction } from '../../db/lockAction';
import type { ActionMoveContext } from '../../db/moveAction';
import type { ActionAct, ActionCommandAct } from '../../domain/action';
import { SYSTEM } from '../../domain/actor';
import { commandKey } from '../../domain/check';
import { assertActionAct } from '../../policies/actionActs';
import { commandingActor } from '../commandingActor';
import { type Keyed, STEPS } from './acts';
import { carryOutPassed } from './carryOut';
import type { ActionActivityDeps } from './deps';
import { stateOf } from './state';
import type { ActionCommand, ActionState } from './types';

/** The act that the caller must be allowed. */
const ACT_OF: Record<ActionCommandAct, ActionAct> = {
  start: 'start',
  done: 'done',
  verify: 'verify',
  return: 'return',
  change: 'update',
  cancel: 'update',
};

/** Decides a command under the action's lock and carries it out. Throws the refusal as a DomainError. */
export async function decide<A extends ActionCommandAct>(
  { db, now }: ActionActivityDeps,
  { action_id, act, command }: { action_id: string; act: A; command: ActionCommand<A> },
): Promise<ActionState> {
  return db.transaction(async (tx) => {
    const locked = await lockAction(tx, action_id);
    const done = await tx.actionEvents.keys(action_id);
    if (!done.has(commandKey(command))) {
      const actor = await commandingActor(tx.people, command);
      await carryOutAct({ ...locked, tx, actor, now: now() }, act, command);
    }
    return stateOf(tx, locked.action);
  });
}

/**
 * One act by `context.actor` on a locked action, as the rules allow it; for a person or for what happened outside.
 * To be called once for a `command_id`: its key is among the action's events then.
 */
export async function carryOutAct<A extends ActionCommandAct>(
  context: ActionMoveContext,
  act: A,
  command: Keyed<A>,
): Promise<void> {
  const { tx, action, actor, now } = context;
  await carryOutPassed({ ...context, actor: SYSTEM }, now.getTime());
  assertActionAct(ACT_OF[act], action, actor);
  await STEPS[act](context, command);
  // Temporal keeps an update only once its workflow task is completed: when that task is lost, and the caller sees
  // in the rows that all is done, this is how the process hears of it.
  tx.outbox.tell({ subject: `action:${action.id}`, kind: 'facts', payload: { seq: action.fact_seq } });
}
