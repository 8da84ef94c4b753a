import type { PolicyPen } from './ability';

/** Templates belong to the whole plant; an executor sees the version of each check with the check itself. */
export function templateRules({ can, permits }: PolicyPen): void {
  if (permits('VIEW_CHECKLISTS') || permits('EDIT_CHECKLIST') || permits('CREATE_CHECKLIST'))
    can('view', 'Template');
  if (permits('CREATE_CHECKLIST')) can('create', 'Template');
  if (permits('EDIT_CHECKLIST')) can(['update', 'archive'], 'Template');
}
