import { ApiProblem } from '../api/client';

export const isForLaterStatus = (status: number) => [401, 408, 429].includes(status) || status >= 500;

/** Whether the same may be taken another time: it stays in the queue. */
export function isForLater(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  return error.offline || isForLaterStatus(error.status) || error.code === 'idempotency.in_progress';
}

export function reasonOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.errors[0]?.message || error.detail || error.message;
  return error instanceof Error ? error.message : String(error);
}
