import { ApiProblem } from '../../api/client';

/** The words at each field that the server found fault with, by JSON Pointer; `/executor_ids/2` counts for its list too. */
export function fieldFaults(error: unknown): Record<string, string> {
  const faults: Record<string, string> = {};
  if (!(error instanceof ApiProblem)) return faults;
  for (const { path, message } of error.errors) {
    const field = path.split('/')[1];
    if (field && !faults[field]) faults[field] = message;
  }
  return faults;
}
