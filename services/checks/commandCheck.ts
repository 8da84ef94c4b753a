import { v7 as uuidv7 } from 'uuid';
import type { CheckCommandName } from '../../clients/temporal';
import { evaluateRows } from '../../db/evaluation';
import { type CheckAct, commandKey } from '../../domain/check';
import type { CheckCommands } from '../../domain/command';
import { DomainError } from '../../domain/errors';
import { assertAct } from '../../policies/checkActs';
import type { ServiceContext } from '../context';
import { type CheckInFull, getCheck } from './getCheck';
import { type VisibleCheck, visibleCheck } from './visibleCheck';

const COMMANDS = {
  submit: 'submitCheck',
  review: 'reviewCheck',
  reassign: 'reassignCheck',
  due: 'moveDue',
  decline: 'declineCheck',
  cancel: 'cancelCheck',
} as const satisfies Partial<Record<CheckAct, CheckCommandName>>;

/**
 * Has the check's process carry out an act. What the rows already forbid is refused here at once; the process decides
 * again under the check's lock. Answers with the check as it stands afterwards.
 */
export async function commandCheck<A extends keyof CheckCommands>(
  ctx: ServiceContext,
  checkId: string,
  act: A,
  input: CheckCommands[A],
): Promise<CheckInFull> {
  const { check, template, facts } = await visibleCheck(ctx, checkId);
  const { id: commandId, repeated } = ctx.command ?? { id: uuidv7(), repeated: false };
  try {
    // A command that may have been carried out already is judged by its process alone, which knows it by its id.
    if (!repeated) await assertNow(ctx, act, { check, template, facts });
    const { user_id, address } = ctx.actor;
    await ctx.process.command({ check_id: checkId }, COMMANDS[act], commandId, {
      ...input,
      by: { user_id, ...(address && { address }) },
    });
  } catch (error) {
    const done = await ctx.db.read.events.keys(checkId);
    if (!done.has(commandKey({ command_id: commandId }))) throw error;
  }
  return getCheck(ctx, checkId);
}

async function assertNow(
  ctx: ServiceContext,
  act: keyof CheckCommands,
  { check, template, facts }: VisibleCheck,
): Promise<void> {
  assertAct(act, facts, ctx.actor);
  if (act !== 'submit') return;
  const { missing } = await evaluateRows(ctx.db.read, check, template);
  if (missing.length > 0)
    throw new DomainError('check.incomplete', { faults: missing, params: { count: missing.length } });
}
