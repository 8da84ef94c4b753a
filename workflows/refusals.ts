import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';

/** A refusal reaches the caller with its own code instead of «activity failed». */
export async function refusalsAsTheyAre<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof ActivityFailure && error.cause instanceof ApplicationFailure) throw error.cause;
    throw error;
  }
}
