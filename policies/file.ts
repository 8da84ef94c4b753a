import type { PolicyPen } from './ability';

/** An attached file is seen by whoever sees what it is attached to: the service asks that subject's policy. */
export function fileRules({ can, cannot, userId }: PolicyPen): void {
  const mine = { uploaded_by: userId };
  can(['view', 'complete', 'attach', 'delete'], 'File', mine);
  cannot('delete', 'File', { ...mine, attached: true }).because('file.attached');
}
