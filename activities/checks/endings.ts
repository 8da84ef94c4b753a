import { commandKey } from '../../domain/check';
import { type MoveContext, move, tellPeople } from './move';
import { peopleBehind } from './targets';
import { tellFailed } from './tellFailures';
import type { Command } from './types';

export async function decline(context: MoveContext, command: Command<'decline'>): Promise<void> {
  const key = commandKey(command);
  const { reason } = command;
  await tellFailed(context);
  await move(context, {
    kind: 'declined',
    patch: { status: 'declined' },
    data: { reason },
    key,
    action: 'check.decline',
  });
  const told = await peopleBehind(context.tx.people, ['supervisor'], context.check);
  await tellPeople(context, told, 'declined', key, { reason });
}

export async function cancel(context: MoveContext, command: Command<'cancel'>): Promise<void> {
  const key = commandKey(command);
  const { reason } = command;
  await tellFailed(context);
  await move(context, {
    kind: 'cancelled',
    patch: { status: 'cancelled' },
    data: { reason },
    key,
    action: 'check.cancel',
  });
  await tellPeople(context, [context.check.executor_id], 'cancelled', key, { reason });
}
