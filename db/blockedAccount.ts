import { SYSTEM } from '../domain/actor';
import type { Tx } from './transaction';

/**
 * The person has blocked the bot: the account is theirs no more, and those who manage users hear of it, since from now
 * on notices reach the person in the panel only. A repeat does nothing.
 */
export async function dropBlockedAccount(tx: Tx, telegramId: number): Promise<void> {
  const link = await tx.telegramLinks.findByAccount(telegramId);
  const person = link && (await tx.people.lock(link.user_id));
  if (!link || !person || !(await tx.telegramLinks.delete(person.id))) return;
  tx.audit.append({
    actor: SYSTEM,
    action: 'user.telegram_unlink',
    entity_id: person.id,
    area_id: person.area_id,
    diff: { before: { telegram_linked: true }, after: { telegram_linked: false, cause: 'blocked' } },
  });
  const managers = await tx.people.withPermission('MANAGE_USERS');
  await tx.notices.tell(
    managers
      .filter(
        ({ area_id, id }) => id !== person.id && (area_id === null || person.area_path.includes(area_id)),
      )
      .map(({ id }) => ({
        user_id: id,
        kind: 'telegram_blocked',
        check_id: null,
        key: `telegram_blocked:${person.id}:${link.linked_at.toISOString()}`,
        data: { person: person.full_name, user_id: person.id },
      })),
  );
}
