import { v7 as uuidv7 } from 'uuid';
import type { AuthoredComment } from '../../db/repositories/comments';
import { DomainError } from '../../domain/errors';
import { assertAct } from '../../policies/checkActs';
import type { ServiceContext } from '../context';

export interface CommentInput {
  text: string;
  question_id?: string;
  files?: string[];
}

/** Adds a comment to a check or to one of its questions; it counts as a fact, so the check's revision rises. */
export async function commentCheck(
  ctx: ServiceContext,
  checkId: string,
  input: CommentInput,
): Promise<AuthoredComment> {
  return ctx.db.transaction(async (tx) => {
    const check = await tx.checks.lock(checkId);
    if (!check) throw new DomainError('check.not_found');
    const { compiled, settings } = await ctx.templates.get(check.template_id, check.template_version, tx);
    assertAct('comment', { ...check, allow_decline: settings.allow_decline }, ctx.actor);
    if (input.question_id !== undefined && !compiled.questions.has(input.question_id)) {
      throw new DomainError('answer.invalid', {
        faults: [{ path: '/question_id', code: 'answer.unknown_question' }],
      });
    }
    const files = [...new Set(input.files ?? [])];
    const unbound = await tx.files.attach(files, { check_id: checkId }, ctx.actor.user_id);
    if (unbound.length > 0) {
      throw new DomainError('answer.invalid', {
        faults: unbound.map((id) => ({
          path: `/files/${files.indexOf(id)}`,
          code: 'answer.unknown_file' as const,
        })),
      });
    }

    const seq = check.fact_seq + 1;
    const comment = {
      id: uuidv7(),
      check_id: checkId,
      question_id: input.question_id ?? null,
      seq,
      text: input.text,
      files,
      author_id: ctx.actor.user_id,
      created_at: ctx.now(),
    };
    await tx.comments.insert(comment);
    await tx.checks.update(checkId, { fact_seq: seq, revision: check.revision + 1 });
    tx.outbox.tell({ subject: `check:${checkId}`, kind: 'facts', payload: { seq }, quiet: true });
    const { id, question_id, text } = comment;
    tx.audit.append({
      actor: ctx.actor,
      action: 'check.comment',
      entity_id: checkId,
      area_id: check.area_id,
      diff: { before: null, after: { comment_id: id, question_id, text, files } },
    });
    const author = await tx.people.find(ctx.actor.user_id);
    return { ...comment, author: { id: ctx.actor.user_id, full_name: author?.full_name ?? '' } };
  });
}
