import { v7 as uuidv7 } from 'uuid';
import { userIdOf } from '../domain/actor';
import { type ActionMoveContext, moveAction } from './moveAction';
import type { ActionCommentRow } from './repositories/actionComments';

export interface ActionCommentToAdd {
  text: string;
  /** Bound to the action already. */
  files: readonly string[];
  /** Of a comment from outside whose author nobody here is known to be. */
  author_name?: string;
  /** The person here who wrote it outside; the actor where not given. */
  author_id?: string;
  external_id?: string;
}

/** Adds a comment; its files count as evidence. */
export async function addActionComment(
  context: ActionMoveContext,
  { text, files, author_id, author_name, external_id }: ActionCommentToAdd,
): Promise<ActionCommentRow> {
  const { tx, action, actor, now } = context;
  const comment: ActionCommentRow = {
    id: uuidv7(),
    action_id: action.id,
    seq: action.fact_seq + 1,
    text,
    files: [...files],
    author_id: author_id ?? userIdOf(actor),
    author_name: author_name ?? null,
    external_id: external_id ?? null,
    created_at: now,
  };
  await moveAction(context, {
    patch: withEvidence(action, files),
    action: 'action.comment',
    told: { comment_id: comment.id, text, files },
  });
  await tx.actionComments.insert(comment);
  return comment;
}

/** Files count as evidence from the opening, or the last return, on. */
export function withEvidence(
  { files: known, evidence_count }: ActionMoveContext['action'],
  files: readonly string[],
): { files: string[]; evidence_count: number } {
  const fresh = files.filter((id) => !known.includes(id));
  return { files: [...known, ...fresh], evidence_count: evidence_count + fresh.length };
}
