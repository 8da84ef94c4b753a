import type { ActionCommandAct } from '../../domain/action';
import { DomainError } from '../../domain/errors';
import { carryOut } from './carryOut';
import { decide } from './decide';
import type { ActionActivityDeps } from './deps';
import { stateOf } from './state';
import type { ActionCommand, ActionState } from './types';

/** What the process of a corrective action does to the rows. Each may run twice: a repeat changes nothing. */
export function createActionActivities(deps: ActionActivityDeps) {
  return {
    /** Reads the rows anew. */
    async loadAction({ action_id }: { action_id: string }): Promise<ActionState> {
      const action = await deps.db.read.actions.find(action_id);
      if (!action) throw new DomainError('action.not_found');
      return stateOf(deps.db.read, action);
    },

    carryOutAction: (input: { action_id: string; moment_at: string }): Promise<ActionState> =>
      carryOut(deps, input),

    decideAction: <A extends ActionCommandAct>(input: {
      action_id: string;
      act: A;
      command: ActionCommand<A>;
    }): Promise<ActionState> => decide(deps, input),

    /** What cannot be carried over stays so until a person wants it tried again, and says why. */
    async failActionSync({ action_id, error }: { action_id: string; error: string }): Promise<void> {
      await deps.db.read.actions.markSyncFailed(action_id, error);
    },
  };
}

export type ActionActivities = ReturnType<typeof createActionActivities>;
