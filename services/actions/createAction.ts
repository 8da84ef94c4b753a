import { openAction } from '../../db/openAction';
import type { PlacedCheck } from '../../db/repositories/checks';
import type { Tx } from '../../db/transaction';
import { DomainError, type Fault } from '../../domain/errors';
import type { Priority } from '../../domain/template';
import { authorize, may } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { type ActionWithActs, withActionActs } from './withActionActs';

export interface NewActionInput {
  check_id?: string;
  question_id?: string;
  title: string;
  description?: string;
  priority: Priority;
  owner_id: string;
  due_at: string;
  evidence_required?: boolean;
}

/**
 * Opens an action by hand. It is where its check is, else where its owner is.
 * @throws DomainError `action.invalid`, `action.due_in_past`, `access.denied`
 */
export async function createAction(ctx: ServiceContext, input: NewActionInput): Promise<ActionWithActs> {
  authorize(ctx.actor, 'create', 'Action');
  const now = ctx.now();
  const due = new Date(input.due_at);
  if (due <= now)
    throw new DomainError('action.due_in_past', {
      faults: [{ path: '/due_at', code: 'field.out_of_range' }],
    });
  const { title, description, priority, question_id, evidence_required = false } = input;
  const id = await ctx.db.transaction(async (tx) => {
    const { owner, check, place } = await partsOf(ctx, tx, input);
    authorize(ctx.actor, 'create', 'Action', { area_path: check?.area_path ?? place?.path ?? [] });
    return openAction(tx, {
      title,
      priority,
      owner,
      due,
      evidence_required,
      ...(description !== undefined && { description }),
      ...(check && { check }),
      ...(question_id !== undefined && { question_id }),
      ...(place && { place }),
      actor: ctx.actor,
      now,
      external_system: ctx.external_system,
    });
  });
  const action = await ctx.db.read.actions.find(id);
  if (!action) throw new DomainError('action.not_found');
  const [created] = await withActionActs(ctx, [action]);
  return created as ActionWithActs;
}

/** What the input names, with every name that leads nowhere told at once. */
async function partsOf(ctx: ServiceContext, tx: Tx, { owner_id, check_id, question_id }: NewActionInput) {
  const faults: Fault[] = [];
  const check = check_id === undefined ? undefined : await tx.checks.lock(check_id);
  if (check_id !== undefined && !(check && (await isVisible(ctx, check))))
    faults.push({ path: '/check_id', code: 'action.unknown_check' });
  else if (question_id !== undefined && !(check && (await asks(ctx, tx, check, question_id))))
    faults.push({ path: '/question_id', code: 'action.unknown_question' });
  const owner = await tx.people.find(owner_id);
  if (!owner?.active) faults.push({ path: '/owner_id', code: 'action.unknown_owner' });
  if (!owner || faults.length > 0) throw new DomainError('action.invalid', { faults });
  const place = !check && owner.area_id ? await tx.places.find(owner.area_id) : undefined;
  return { owner, check, place };
}

async function isVisible(ctx: ServiceContext, check: PlacedCheck): Promise<boolean> {
  const { settings } = await ctx.templates.get(check.template_id, check.template_version);
  return may(ctx.actor, 'view', 'Check', { ...check, allow_decline: settings.allow_decline });
}

async function asks(ctx: ServiceContext, tx: Tx, check: PlacedCheck, question: string): Promise<boolean> {
  const { compiled } = await ctx.templates.get(check.template_id, check.template_version, tx);
  return compiled.questions.has(question);
}
