import type { PolicyPen } from './ability';

/** What is exchanged with other systems, and how the parts of this one stand, concerns the whole plant. */
export function integrationRules({ can, permits }: PolicyPen): void {
  if (!permits('MANAGE_INTEGRATIONS')) return;
  can(['view', 'update'], 'Integration');
  can('view', 'System');
}
