import type { PolicyPen } from './ability';

/** Entries without an area concern the whole plant: only a caller without an area reads them. */
export function auditRules({ can, permits, inAreaOfCaller }: PolicyPen): void {
  if (permits('VIEW_AUDIT')) can('view', 'AuditEntry', inAreaOfCaller);
}
