import {
  ActivityFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  isCancellation,
  log,
  patched,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { Mutex } from 'async-mutex';
import type { ActionActivities } from '../activities/actions';
import type { ActionCommand, ActionState } from '../activities/actions/types';
import type { BitrixActivities } from '../activities/bitrix/types';
import type { ActionCommandAct } from '../domain/action';
import {
  actionState,
  cancelAction,
  changeAction,
  externalChanged,
  finishAction,
  returnAction,
  startAction,
  syncWanted,
  verifyAction,
} from './action.messages';
import { detailsOf, searchAttributesOf, summaryOf } from './actionDetails';
import { factsRecorded, timingChanged } from './check.messages';
import { refusalsAsTheyAre } from './refusals';

const atOnce = {
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
} as const;
/** What the process owes is tried until it is done, however long the database is away. */
const rows = proxyLocalActivities<ActionActivities>(atOnce);
/** A command is given up after a minute: its caller has long been told to repeat it, and others wait behind it. */
const commands = proxyLocalActivities<Pick<ActionActivities, 'decideAction'>>({
  ...atOnce,
  scheduleToCloseTimeout: '1m',
});
/** Bitrix24 may be away for days: only a fault that no repeat can mend ends the tries. */
const bitrix = proxyActivities<BitrixActivities>({
  taskQueue: 'bitrix',
  startToCloseTimeout: '2m',
  retry: { initialInterval: '2s', maximumInterval: '5m' },
});

const SIGNALS_A_RUN = 1_000;
/** The longest single timer: the moment is read anew from the rows after it. */
const LONGEST_WAIT_MS = 30 * 24 * 3_600_000;

export interface ActionInput {
  action_id: string;
  /** The last fact heard of by the run before. */
  seen_seq?: number;
}

/** The life of one corrective action, until another person has confirmed it and the outside knows of it. */
export async function correctiveActionWorkflow({ action_id, seen_seq = 0 }: ActionInput): Promise<string> {
  const turn = new Mutex();
  let seenSeq = seen_seq;
  let signals = 0;
  let action: ActionState | undefined;
  let stale = true;
  let pullWanted = false;
  let pushWanted = false;
  let exchanging = false;
  /** The revision that was carried over last: told `synced` and still pending in the row, it is not sent again. */
  let pushedRevision: number | undefined;

  const know = (state: ActionState): void => {
    if (
      action?.status !== state.status ||
      action.owner_id !== state.owner_id ||
      action.due_at !== state.due_at
    ) {
      upsertSearchAttributes(searchAttributesOf(state));
    }
    action = state;
    setCurrentDetails(detailsOf(state));
  };
  const inTurn = (step: () => Promise<ActionState>): Promise<void> =>
    turn.runExclusive(async () => {
      // Before the step: what is heard while it reads may be younger than what it has read.
      stale = false;
      const heardSeq = Math.max(seenSeq, action?.seq ?? 0);
      try {
        const state = await refusalsAsTheyAre(step);
        // Rows that know less than was heard before they were read come from a backup: what they say counts from now on.
        if (state.seq < heardSeq && patched('rows-restored')) {
          seenSeq = Math.min(seenSeq, state.seq);
          pushedRevision = undefined;
        }
        know(state);
      } catch (error) {
        stale = true;
        throw error;
      }
    });
  const carryOutCommand =
    <A extends ActionCommandAct>(act: A) =>
    (command: ActionCommand<A>): Promise<void> =>
      inTurn(() => commands.decideAction({ action_id, act, command }));

  setHandler(factsRecorded, ({ seq }) => {
    signals += 1;
    if (seq <= seenSeq) return;
    seenSeq = seq;
    stale ||= seq > (action?.seq ?? 0);
  });
  setHandler(timingChanged, () => {
    signals += 1;
    stale = true;
  });
  setHandler(externalChanged, () => {
    signals += 1;
    pullWanted = true;
  });
  setHandler(syncWanted, () => {
    signals += 1;
    pushedRevision = undefined;
    pushWanted = true;
    stale = true;
  });
  setHandler(startAction, carryOutCommand('start'));
  setHandler(finishAction, carryOutCommand('done'));
  setHandler(verifyAction, carryOutCommand('verify'));
  setHandler(returnAction, carryOutCommand('return'));
  setHandler(changeAction, carryOutCommand('change'));
  setHandler(cancelAction, carryOutCommand('cancel'));
  setHandler(actionState, () => action);

  /** One step of the exchange with the outside, beside the timer and the commands, which never wait for it. */
  const exchange = async (known: ActionState): Promise<void> => {
    exchanging = true;
    try {
      if (pullWanted) {
        pullWanted = false;
        await bitrix.pullAction({ action_id });
      } else if (pushedRevision === known.revision) {
        throw new Error('what was carried over is not on record');
      } else {
        pushWanted = false;
        pushedRevision = known.revision;
        const { sync_status } = await bitrix.pushAction({ action_id });
        if (sync_status === 'failed') pushedRevision = undefined;
      }
    } catch (error) {
      if (isCancellation(error)) return;
      log.warn('the action could not be carried over', { action_id, error });
      pushedRevision = undefined;
      await rows.failActionSync({ action_id, error: reasonOf(error) });
    } finally {
      exchanging = false;
      stale = true;
    }
  };

  for (;;) {
    if (stale) await inTurn(() => rows.loadAction({ action_id }));
    const known: ActionState = action as unknown as ActionState;
    if (stale) continue;
    const isOutside = known.sync !== null;
    if (!isOutside) pullWanted = false;
    // The row may have been read, and given up again, before the person's wish was heard.
    const isSent = known.sync === 'synced' || (known.sync === 'failed' && !pushWanted);
    if (!exchanging && isOutside && (pullWanted || !isSent)) void exchange(known);
    const isInStep = !isOutside || known.sync === 'synced';
    if (known.ended && isInStep && !exchanging) break;
    if (shouldRenew(signals) && !exchanging && allHandlersFinished()) {
      await continueAsNew<typeof correctiveActionWorkflow>({ action_id, seen_seq: seenSeq });
    }

    const { next } = known;
    const changed = () => stale || action !== known || (pullWanted && !exchanging);
    const waitMs = next ? Math.max(1, Date.parse(next.at) - Date.now()) : LONGEST_WAIT_MS;
    const interrupted = await condition(changed, Math.min(waitMs, LONGEST_WAIT_MS), {
      summary: summaryOf(known),
    });
    if (interrupted) continue;
    if (next && waitMs <= LONGEST_WAIT_MS)
      await inTurn(() => rows.carryOutAction({ action_id, moment_at: next.at }));
    else stale = true;
  }

  await condition(allHandlersFinished);
  return (action as unknown as ActionState).status;
}

function shouldRenew(signals: number): boolean {
  return workflowInfo().continueAsNewSuggested || signals >= SIGNALS_A_RUN;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
