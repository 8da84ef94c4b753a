import type { PolicyPen } from './ability';

/** A report is seen by those who asked for it, and by those with VIEW_REPORTS where its check is. */
export function reportRules({ can, userId, permits, inAreaOfCaller }: PolicyPen): void {
  can('view', 'Report', { requested_by: userId });
  if (permits('VIEW_REPORTS')) can('view', 'Report', inAreaOfCaller);
}
