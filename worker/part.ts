import type { Worker } from '@temporalio/worker';

/** One queue's worker with what has to be stopped with it. */
export interface WorkerPart {
  worker: Worker;
  stop(): Promise<void>;
}
