import type { PolicyPen } from './ability';

/** Counts over the checks of the caller's area and those below it. */
export function analyticsRules({ can, permits, inAreaOfCaller }: PolicyPen): void {
  if (permits('VIEW_ANALYTICS')) can('view', 'Analytics', inAreaOfCaller);
}
