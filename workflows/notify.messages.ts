import { defineSignal } from '@temporalio/workflow';

/** Notices for this person were committed. */
export const noticesRecorded = defineSignal<[object]>('noticesRecorded');
