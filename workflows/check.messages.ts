import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CheckState, Command } from '../activities/checks/types';

export interface FactsRecorded {
  /** Number of the last fact that the rows hold. */
  seq: number;
  /** A failed answer demands that somebody is told at once. */
  tell_failures?: boolean;
}

/** Facts, told after they were committed. */
export const factsRecorded = defineSignal<[FactsRecorded]>('factsRecorded');
/** A due time, a calendar or a time zone was edited: the armed timer may be wrong. */
export const timingChanged = defineSignal<[object]>('timingChanged');

/** Commands: each is carried out, or refused with an error code, before the caller hears back. */
export const submitCheck = defineUpdate<void, [Command<'submit'>]>('submitCheck');
export const reviewCheck = defineUpdate<void, [Command<'review'>]>('reviewCheck');
export const reassignCheck = defineUpdate<void, [Command<'reassign'>]>('reassignCheck');
export const moveDue = defineUpdate<void, [Command<'due'>]>('moveDue');
export const declineCheck = defineUpdate<void, [Command<'decline'>]>('declineCheck');
export const cancelCheck = defineUpdate<void, [Command<'cancel'>]>('cancelCheck');

export const checkState = defineQuery<CheckState | undefined>('checkState');
