import { v7 as uuidv7 } from 'uuid';
import type { ActionCommandName } from '../../clients/temporal';
import type { PlacedAction } from '../../db/repositories/actions';
import type { ActionAct, ActionCommandAct, ActionCommands } from '../../domain/action';
import { commandKey } from '../../domain/check';
import { assertActionAct } from '../../policies/actionActs';
import type { ServiceContext } from '../context';
import { getAction } from './getAction';
import { visibleAction } from './visibleAction';
import type { ActionWithActs } from './withActionActs';

const COMMANDS: Record<ActionCommandAct, { name: ActionCommandName; act: ActionAct }> = {
  start: { name: 'startAction', act: 'start' },
  done: { name: 'finishAction', act: 'done' },
  verify: { name: 'verifyAction', act: 'verify' },
  return: { name: 'returnAction', act: 'return' },
  change: { name: 'changeAction', act: 'update' },
  cancel: { name: 'cancelAction', act: 'update' },
};

/**
 * Has the action's process carry out an act. What the rows already forbid is refused here at once; the process decides
 * again under the action's lock. Answers with the action as it stands afterwards.
 */
export async function commandAction<A extends ActionCommandAct>(
  ctx: ServiceContext,
  id: string,
  command: A,
  input: ActionCommands[A],
  assertMore: (action: PlacedAction) => void = () => undefined,
): Promise<ActionWithActs> {
  const action = await visibleAction(ctx, id);
  const { id: commandId, repeated } = ctx.command ?? { id: uuidv7(), repeated: false };
  const { name, act } = COMMANDS[command];
  try {
    // A command that may have been carried out already is judged by its process alone, which knows it by its id.
    if (!repeated) {
      assertActionAct(act, action, ctx.actor);
      assertMore(action);
    }
    const { user_id, address } = ctx.actor;
    await ctx.process.command({ action_id: id }, name, commandId, {
      ...input,
      by: { user_id, ...(address && { address }) },
    });
  } catch (error) {
    const done = await ctx.db.read.actionEvents.keys(id);
    if (!done.has(commandKey({ command_id: commandId }))) throw error;
  }
  return getAction(ctx, id);
}
