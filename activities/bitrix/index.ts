import { ApplicationFailure } from '@temporalio/common';
import { BitrixFault } from '../../clients/bitrix24/fault';
import { bitrixWords } from '../../locales/bitrixText';
import type { BitrixActivityDeps } from './deps';
import { type Reconciled, reconcile } from './reconcile';
import { type Synced, syncTask } from './syncTask';
import type { BitrixActivities } from './types';

export interface ReconcileActivities {
  /** Finds what was missed while either side was down, and has it carried over. */
  reconcileBitrix(): Promise<Reconciled>;
}

/** What processes ask of Bitrix24. Each may run twice: a repeat changes nothing. */
export function createBitrixActivities(deps: BitrixActivityDeps): BitrixActivities & ReconcileActivities {
  const settled = async (action_id: string, make: boolean): Promise<Synced> => {
    try {
      return await retryable(() => syncTask(deps, action_id, { make }));
    } catch (error) {
      if (!(error instanceof BitrixFault)) throw error;
      await deps.db.read.actions.markSyncFailed(action_id, bitrixWords(deps.locale).cause(error.message));
      return 'failed';
    }
  };
  return {
    async pushAction({ action_id }) {
      return { sync_status: await settled(action_id, true) };
    },
    async pullAction({ action_id }) {
      await settled(action_id, false);
    },
    reconcileBitrix: () => retryable(() => reconcile(deps, (action_id) => settled(action_id, false))),
  };
}

/** What may pass is tried again by the process, when Bitrix24 says so; a permanent fault goes through. */
async function retryable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BitrixFault) || !error.canPass) throw error;
    const { message, code, retryAfterMs } = error;
    throw ApplicationFailure.create({
      ...{ message, type: `bitrix.${code}` },
      ...(retryAfterMs !== undefined && { nextRetryDelay: retryAfterMs }),
    });
  }
}
