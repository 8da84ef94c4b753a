import type { FileRow } from '../../db/repositories/files';
import type { Actor } from '../../domain/actor';
import { may } from '../../policies/authorize';

export const FILE_ACTS = ['complete', 'delete'] as const;
export type FileAct = (typeof FILE_ACTS)[number];

/** What the file policy looks at. */
export const fileFacts = (file: FileRow) => ({
  uploaded_by: file.uploaded_by,
  attached: file.check_id !== null || file.template_id !== null || file.action_id !== null,
});

/** The acts that this caller may take on this file now. */
export function fileActs(file: FileRow, actor: Actor): FileAct[] {
  return FILE_ACTS.filter(
    (act) => (act !== 'complete' || file.status === 'pending') && may(actor, act, 'File', fileFacts(file)),
  );
}
