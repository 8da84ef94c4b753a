import type { PolicyPen } from './ability';

/** What is exchanged with other systems concerns the whole plant. */
export function integrationRules({ can, permits }: PolicyPen): void {
  if (permits('MANAGE_INTEGRATIONS')) can(['view', 'update'], 'Integration');
}
