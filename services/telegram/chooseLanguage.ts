import type { Locale } from '../../domain/actor';
import type { ServiceContext } from '../context';

/** Everything is said to the caller in this language from now on, here and in the panel. */
export async function chooseLanguage(ctx: ServiceContext, locale: Locale): Promise<void> {
  const { user_id } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    const person = await tx.people.lock(user_id);
    if (!person || person.locale === locale) return;
    await tx.people.update(user_id, { locale, auth_version: person.auth_version + 1 });
    tx.audit.append({
      actor: ctx.actor,
      action: 'user.update',
      entity_id: user_id,
      area_id: person.area_id,
      diff: { before: { locale: person.locale }, after: { locale } },
    });
  });
}
