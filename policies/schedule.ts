import type { PolicyPen } from './ability';

/** Plans are seen and kept where the caller is; one that follows each executor's own area concerns the whole plant. */
export function scheduleRules({ can, permits, inAreaOfCaller }: PolicyPen): void {
  if (permits('VIEW_SCHEDULES')) can('view', 'Schedule', inAreaOfCaller);
  if (permits('MANAGE_SCHEDULES'))
    can(['create', 'update', 'pause', 'resume', 'run', 'delete'], 'Schedule', inAreaOfCaller);
}
