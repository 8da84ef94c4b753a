import { proxyLocalActivities, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { ScheduleActivities } from '../activities/schedules';

const rows = proxyLocalActivities<ScheduleActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '200ms', maximumInterval: '30s' },
});

export interface SlotInput {
  schedule_id: string;
  /** Only for a run by hand: the second that it was asked for. */
  run_at?: string;
}

/** A planned moment has come: its checks are opened, and it ends, so that an unanswered check never blocks the next slot. */
export async function slotWorkflow({ schedule_id, run_at }: SlotInput): Promise<string> {
  const outcome = await rows.openSlot({
    schedule_id,
    slot_at: run_at ?? firedFor(),
    by_hand: run_at !== undefined,
  });
  const words =
    outcome.outcome === 'recorded'
      ? `opened ${outcome.opened}, missed ${outcome.missed.length}${reasons(outcome.missed)}`
      : WORDS[outcome.outcome];
  setCurrentDetails(words);
  return words;
}

const WORDS = {
  known: 'this slot is on record already',
  not_planned:
    'the schedule plans nothing at this moment; to open a slot by hand, use the product’s own “run”',
};

function reasons(missed: readonly string[]): string {
  return missed.length > 0 ? ` (${[...new Set(missed)].join(', ')})` : '';
}

/** The planned moment, without jitter. Temporal writes it on the workflow, and into its id. */
function firedFor(): string {
  const at = workflowInfo().searchAttributes.TemporalScheduledStartTime?.[0];
  if (at instanceof Date) return at.toISOString();
  const written = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.exec(workflowInfo().workflowId);
  return written?.[0] ?? workflowInfo().startTime.toISOString();
}
