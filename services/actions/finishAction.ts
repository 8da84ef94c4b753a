import type { ActionCommands } from '../../domain/action';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';
import { commandAction } from './commandAction';
import type { ActionWithActs } from './withActionActs';

/** The owner reports the work done. @throws DomainError `action.evidence_required` where a photo is demanded and none is there */
export function finishAction(
  ctx: ServiceContext,
  id: string,
  input: ActionCommands['done'],
): Promise<ActionWithActs> {
  return commandAction(ctx, id, 'done', input, ({ evidence_required, evidence_count }) => {
    if (evidence_required && evidence_count + (input.files?.length ?? 0) === 0)
      throw new DomainError('action.evidence_required');
  });
}
