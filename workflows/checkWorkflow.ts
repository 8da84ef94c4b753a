import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
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
import type { CheckActivities } from '../activities/checks';
import type { CommandAct } from '../domain/command';
import type { CheckState, Command } from '../activities/checks/types';
import type { ReportActivities } from '../activities/reports';
import {
  cancelCheck,
  checkState,
  declineCheck,
  factsRecorded,
  moveDue,
  reassignCheck,
  reviewCheck,
  submitCheck,
  timingChanged,
} from './check.messages';
import { refusalsAsTheyAre } from './refusals';
import { detailsOf, searchAttributesOf, summaryOf } from './checkDetails';

const atOnce = {
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
} as const;
/** What the process owes is tried until it is done, however long the database is away. */
const rows = proxyLocalActivities<CheckActivities>(atOnce);
/** A command is given up after a minute: its caller has long been told to repeat it, and others wait behind it. */
const commands = proxyLocalActivities<Pick<CheckActivities, 'decide'>>({
  ...atOnce,
  scheduleToCloseTimeout: '1m',
});
const reports = proxyActivities<ReportActivities>({
  taskQueue: 'reports',
  startToCloseTimeout: '2m',
  heartbeatTimeout: '30s',
  // About a quarter of an hour: a storage that was away for minutes leaves no report unmade.
  retry: { initialInterval: '2s', maximumInterval: '1m', maximumAttempts: 20 },
});

/** Temporal hints at a new run by events alone, and a run takes 10,000 signals at most. */
const SIGNALS_A_RUN = 1_000;
/** The longest single timer: the moment is read anew from the rows after it. */
const LONGEST_WAIT_MS = 30 * 24 * 3_600_000;

export interface CheckInput {
  check_id: string;
  /** The last fact heard of by the run before. */
  seen_seq?: number;
}

/** The life of one check, from its opening to its end and the reports that the end promises. */
export async function checkWorkflow({ check_id, seen_seq = 0 }: CheckInput): Promise<string> {
  const turn = new Mutex();
  let seenSeq = seen_seq;
  let signals = 0;
  let check: CheckState | undefined;
  let stale = true;
  let failuresToTell = false;

  const know = (state: CheckState): void => {
    if (
      check?.status !== state.status ||
      check.executor_id !== state.executor_id ||
      check.due_at !== state.due_at
    ) {
      upsertSearchAttributes(searchAttributesOf(state));
    }
    check = state;
    setCurrentDetails(detailsOf(state));
  };
  const inTurn = (step: () => Promise<CheckState>): Promise<void> =>
    turn.runExclusive(async () => {
      // Before the step: what is heard while it reads may be younger than what it has read.
      stale = false;
      const heardSeq = Math.max(seenSeq, check?.seq ?? 0);
      try {
        const state = await refusalsAsTheyAre(step);
        // Rows that know less than was heard before they were read come from a backup: what they say counts from now on.
        if (state.seq < heardSeq && patched('rows-restored')) {
          seenSeq = Math.min(seenSeq, state.seq);
          failuresToTell = true;
        }
        know(state);
      } catch (error) {
        stale = true;
        throw error;
      }
    });
  const carryOutCommand =
    <A extends CommandAct>(act: A) =>
    (command: Command<A>): Promise<void> =>
      inTurn(() => commands.decide({ check_id, act, command }));
  const refuseAfterEnd = {
    validator: (_command: unknown): void => {
      if (check?.ended) throw ApplicationFailure.nonRetryable('The check has ended', 'check.closed');
    },
  };

  setHandler(factsRecorded, ({ seq, tell_failures = false }) => {
    signals += 1;
    if (seq <= seenSeq) return;
    seenSeq = seq;
    stale ||= seq > (check?.seq ?? 0);
    failuresToTell ||= tell_failures;
  });
  setHandler(timingChanged, () => {
    signals += 1;
    stale = true;
  });
  setHandler(submitCheck, carryOutCommand('submit'), refuseAfterEnd);
  setHandler(reviewCheck, carryOutCommand('review'), refuseAfterEnd);
  setHandler(reassignCheck, carryOutCommand('reassign'), refuseAfterEnd);
  setHandler(moveDue, carryOutCommand('due'), refuseAfterEnd);
  setHandler(declineCheck, carryOutCommand('decline'), refuseAfterEnd);
  setHandler(cancelCheck, carryOutCommand('cancel'), refuseAfterEnd);
  setHandler(checkState, () => check);

  for (;;) {
    if (failuresToTell) {
      failuresToTell = false;
      await inTurn(() => rows.tellFailures({ check_id }));
    } else if (stale) {
      await inTurn(() => rows.loadCheck({ check_id }));
    }
    const known: CheckState = check as unknown as CheckState;
    if (known.ended) break;
    if (failuresToTell) continue;
    if (shouldRenew(signals) && allHandlersFinished()) {
      await continueAsNew<typeof checkWorkflow>({ check_id, seen_seq: seenSeq });
    }

    const { next } = known;
    const changed = () => stale || failuresToTell || check !== known;
    const waitMs = next ? Math.max(1, Date.parse(next.at) - Date.now()) : LONGEST_WAIT_MS;
    const interrupted = await condition(changed, Math.min(waitMs, LONGEST_WAIT_MS), {
      summary: summaryOf(known),
    });
    if (interrupted) continue;
    if (next && waitMs <= LONGEST_WAIT_MS)
      await inTurn(() => rows.carryOut({ check_id, moment_at: next.at }));
    else stale = true;
  }

  await condition(allHandlersFinished);
  await makeReports((check as unknown as CheckState).reports);
  return (check as unknown as CheckState).status;
}

function shouldRenew(signals: number): boolean {
  return workflowInfo().continueAsNewSuggested || signals >= SIGNALS_A_RUN;
}

async function makeReports(ids: readonly string[]): Promise<void> {
  for (const report_id of ids) {
    try {
      await reports.renderReport({ report_id });
    } catch (error) {
      log.error('a report could not be made', { report_id, error });
      await rows.failReport({ report_id });
    }
  }
}
