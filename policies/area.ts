import type { PolicyPen } from './ability';

/** Everybody reads the plant's tree; an area is made and moved within the caller's own. */
export function areaRules({ can, permits, inAreaOfCaller }: PolicyPen): void {
  can('view', 'Area');
  if (permits('MANAGE_AREAS')) can(['create', 'update'], 'Area', inAreaOfCaller);
}
