import type { ServiceContext } from '../context';

/** The caller's Telegram account is theirs no more, and a token that they have not used is good no more. */
export async function unlinkAccount(ctx: ServiceContext): Promise<void> {
  const { user_id, area_id } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    await tx.telegramLinks.dropTokens(user_id);
    if (!(await tx.telegramLinks.delete(user_id))) return;
    tx.audit.append({
      actor: ctx.actor,
      action: 'user.telegram_unlink',
      entity_id: user_id,
      area_id,
      diff: { before: { telegram_linked: true }, after: { telegram_linked: false } },
    });
  });
}
