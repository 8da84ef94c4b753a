import { commandKey } from '../../domain/check';
import { DomainError } from '../../domain/errors';
import { SYSTEM } from '../../domain/actor';
import { assertAct } from '../../policies/checkActs';
import { commandingActor } from '../commandingActor';
import { carryOutPassed } from './carryOut';
import type { CheckActivityDeps } from './deps';
import { cancel, decline } from './endings';
import { moveDue, reassign } from './handover';
import type { MoveContext } from './move';
import { review } from './review';
import { stateOf } from './state';
import { submit } from './submit';
import type { CommandAct } from '../../domain/command';
import type { CheckState, Command } from './types';

const STEPS: { [A in CommandAct]: (context: MoveContext, command: Command<A>) => Promise<void> } = {
  submit,
  review,
  reassign,
  due: moveDue,
  decline,
  cancel,
};

/** Decides a command under the check's lock and carries it out. Throws the refusal as a DomainError. */
export async function decide<A extends CommandAct>(
  { db, templates, now, external_system, onEscalated }: CheckActivityDeps,
  { check_id, act, command }: { check_id: string; act: A; command: Command<A> },
): Promise<CheckState> {
  return db.transaction(async (tx) => {
    const check = await tx.checks.lock(check_id);
    if (!check) throw new DomainError('check.not_found');
    const template = await templates.get(check.template_id, check.template_version, tx);
    const done = await tx.events.keys(check_id);
    if (!done.has(commandKey(command))) {
      const actor = await commandingActor(tx.people, command);
      const context: MoveContext = {
        ...{ tx, check, actor, template, now: now() },
        ...{ external_system, onEscalated },
      };
      await carryOutPassed({ ...context, actor: SYSTEM }, context.now.getTime());
      assertAct(act, { ...check, allow_decline: template.settings.allow_decline }, actor);
      await STEPS[act](context, command);
      // Temporal keeps an update only once its workflow task is completed: when that task is lost, and the caller sees
      // in the rows that all is done, this is how the process hears of it.
      tx.outbox.tell({ subject: `check:${check_id}`, kind: 'facts', payload: { seq: check.fact_seq } });
    }
    return stateOf(tx, check, template.settings);
  });
}
