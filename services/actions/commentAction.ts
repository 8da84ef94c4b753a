import { addActionComment } from '../../db/addActionComment';
import { lockAction } from '../../db/lockAction';
import type { AuthoredActionComment } from '../../db/repositories/actionComments';
import { DomainError } from '../../domain/errors';
import { assertActionAct } from '../../policies/actionActs';
import type { ServiceContext } from '../context';

export interface ActionCommentInput {
  text: string;
  files?: string[];
}

/** Adds a comment; photos with it count as evidence. @throws DomainError `action.closed`, `action.invalid` */
export async function commentAction(
  ctx: ServiceContext,
  id: string,
  input: ActionCommentInput,
): Promise<AuthoredActionComment> {
  return ctx.db.transaction(async (tx) => {
    const locked = await lockAction(tx, id);
    assertActionAct('comment', locked.action, ctx.actor);
    const files = [...new Set(input.files ?? [])];
    const unbound = await tx.files.attach(files, { action_id: id }, ctx.actor.user_id);
    if (unbound.length > 0) {
      throw new DomainError('action.invalid', {
        faults: unbound.map((file) => ({
          path: `/files/${files.indexOf(file)}`,
          code: 'action.unknown_file' as const,
        })),
      });
    }
    const context = { ...locked, tx, actor: ctx.actor, now: ctx.now() };
    const comment = await addActionComment(context, { text: input.text, files });
    tx.outbox.tell({ subject: `action:${id}`, kind: 'facts', payload: { seq: comment.seq } });
    const author = await tx.people.find(ctx.actor.user_id);
    return { ...comment, author_full_name: author?.full_name ?? '' };
  });
}
