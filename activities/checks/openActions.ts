import { evaluateRows } from '../../db/evaluation';
import { moveAction } from '../../db/moveAction';
import { openAction } from '../../db/openAction';
import { isActionEnded } from '../../domain/action';
import { SYSTEM } from '../../domain/actor';
import { later } from '../../domain/escalation';
import type { Question } from '../../domain/template';
import { actionOwner } from './actionOwner';
import type { MoveContext } from './move';

type LastAction = Awaited<ReturnType<MoveContext['tx']['actions']['lastByRule']>>[number];

/**
 * Opens the actions that `on_fail.action` of failed questions demands: of all at the submit, of critical ones at once.
 * The check's row is locked, so no two of these run at a time. The rules are in docs/actions.md.
 */
export async function openActions(context: MoveContext, which: 'all' | 'critical'): Promise<void> {
  const { tx, check, template } = context;
  const demanding = template.compiled.listed.filter(
    (question) => question.on_fail?.action && (which === 'all' || question.critical),
  );
  if (demanding.length === 0) return;
  const { failed, visible } = await evaluateRows(tx, check, template);
  const last = new Map((await tx.actions.lastByRule(check.id)).map((one) => [one.question_id, one]));
  const answers = new Map((await tx.answers.current([check.id])).map((one) => [one.question_id, one]));
  for (const question of demanding) {
    const known = last.get(question.id);
    const answer = answers.get(question.id);
    if (!answer) continue;
    if (!failed[question.id] || !visible.has(question.id)) {
      if (known && !isActionEnded(known.status)) await tellThatItPassed(context, known, answer.revision);
      continue;
    }
    if (await isNewFinding(context, question, known)) await open(context, question, answer.revision);
  }
}

/** A failure that stood already when the former action ended is the same finding. */
async function isNewFinding(
  { tx, check }: MoveContext,
  question: Question,
  known: LastAction | undefined,
): Promise<boolean> {
  if (!known) return true;
  if (!known.ended_at) return false;
  const since = await tx.answers.failingSince(check.id, question.id);
  return since !== null && since > known.ended_at;
}

async function open(context: MoveContext, question: Question, answer_revision: number): Promise<void> {
  const demanded = question.on_fail?.action;
  if (!demanded) return;
  const { tx, check, template, now, external_system } = context;
  const { title, priority, due_in } = demanded;
  const timing = { settings: template.settings, calendar: check.calendar, zone: check.time_zone };
  const { owner, instead } = await actionOwner(context, demanded.owner);
  await openAction(tx, {
    title,
    priority,
    owner,
    due: later(now, due_in, timing),
    evidence_required: question.critical || question.on_fail?.require_photo === true,
    check,
    question_id: question.id,
    answer_revision,
    actor: SYSTEM,
    now,
    external_system,
    told: { question: question.text, ...(instead && { instead_of: demanded.owner }) },
  });
}

/** Stays open: what was seen once is not undone by another tap. Who verifies it reads here that the answer was changed. */
async function tellThatItPassed(
  { tx, now }: MoveContext,
  { id }: LastAction,
  revision: number,
): Promise<void> {
  const action = await tx.actions.lock(id);
  const key = `passed:${revision}`;
  if (!action || (await tx.actionEvents.keys(id)).has(key)) return;
  await moveAction(
    { tx, action, check: undefined, actor: SYSTEM, now },
    {
      kind: 'answer_passed',
      patch: {},
      data: { revision },
      key,
      action: 'action.answer_passed',
      keepsRevision: true,
    },
  );
}
