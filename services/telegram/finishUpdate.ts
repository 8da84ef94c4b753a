import type { TalkStep } from '../../db/repositories/telegramTalks';
import { withinTransaction } from '../../db/withinTransaction';
import type { UserActor } from '../../domain/actor';
import type { Services } from '../context';
import { chooseLanguage } from './chooseLanguage';

export interface FinishedUpdate extends TalkStep {
  chat_id: number;
  /** Who is linked to the chat. */
  actor: UserActor | undefined;
  /** The language was chosen, not guessed. */
  speaks?: TalkStep['locale'];
  /** Why the update was given up. */
  error?: string;
  write?(services: Services): Promise<void>;
}

/**
 * Writes what an update comes to, where the talk goes on and that the update is done: all of it or nothing. False where
 * somebody else has been done with it.
 */
export async function finishUpdate(
  services: Services,
  { chat_id, actor, write, speaks, error, ...step }: FinishedUpdate,
): Promise<boolean> {
  return services.db.transaction(async (tx) => {
    await tx.telegramTalks.lock(chat_id);
    if (!(await tx.telegramUpdates.markDone(step.update_id, services.now(), error))) return false;
    const within = { ...services, db: withinTransaction(services.db, tx) };
    await write?.(within);
    if (speaks && actor) await chooseLanguage({ ...within, actor }, speaks);
    await tx.telegramTalks.step(chat_id, step);
    return true;
  });
}
