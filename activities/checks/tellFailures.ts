import { evaluateRows } from '../../db/evaluation';
import { SYSTEM } from '../../domain/actor';
import { isEnded } from '../../domain/check';
import { DomainError } from '../../domain/errors';
import type { CheckActivityDeps } from './deps';
import { type MoveContext, tellPeople } from './move';
import { openActions } from './openActions';
import { stateOf } from './state';
import { peopleBehind } from './targets';
import type { CheckState } from './types';

/** Tells those whom a failed question's `on_fail.notify` names; each person once a question, however often it changes. */
export async function tellFailures(
  { db, templates, now, external_system }: CheckActivityDeps,
  { check_id }: { check_id: string },
): Promise<CheckState> {
  return db.transaction(async (tx) => {
    const check = await tx.checks.lock(check_id);
    if (!check) throw new DomainError('check.not_found');
    const template = await templates.get(check.template_id, check.template_version, tx);
    const context: MoveContext = { tx, check, template, actor: SYSTEM, now: now(), external_system };
    if (!isEnded(check.status)) await tellFailed(context);
    return stateOf(tx, check, template.settings);
  });
}

/**
 * Also part of every step that ends the executor's work: the process may hear of the last answers only after its end.
 * What a critical question finds becomes an action at once.
 */
export async function tellFailed(context: MoveContext): Promise<void> {
  await openActions(context, 'critical');
  const { tx, check, template } = context;
  const { failed, visible } = await evaluateRows(tx, check, template);
  for (const question of template.compiled.listed) {
    const targets = question.on_fail?.notify;
    if (!targets || !failed[question.id] || !visible.has(question.id)) continue;
    const told = await peopleBehind(tx.people, targets, check);
    await tellPeople({ ...context, actor: SYSTEM }, told, 'answer_failed', `failed:${question.id}`, {
      question: question.text,
    });
  }
}
