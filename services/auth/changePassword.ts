import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';
import { endSessionsOf } from './endSession';
import { assertStrong } from './passwordPolicy';
import { hashPassword, isPassword } from './passwords';

export interface PasswordChange {
  current: string;
  new: string;
}

/**
 * Sets the caller's own password and ends all their sessions but this one.
 * @throws DomainError `auth.too_many_attempts`, `user.invalid` with `password.wrong`, `auth.weak_password`
 */
export async function changePassword(
  ctx: ServiceContext,
  sessionId: string,
  change: PasswordChange,
): Promise<void> {
  const { user_id: id, address = '' } = ctx.actor;
  const { people } = ctx.db.read;
  const [person, known] = await Promise.all([people.find(id), people.keepCredentials(id)]);
  if (!person || !known) throw new DomainError('auth.session_ended');
  // Whoever finds an open session is not to guess the password by it either.
  const succeeded = await ctx.logins?.admit({ username: person.username, address, userId: id });
  if (!(await isPassword(change.current, known.password_hash)))
    throw new DomainError('user.invalid', { faults: [{ path: '/current', code: 'password.wrong' }] });
  await succeeded?.();
  assertStrong(change.new, person, '/new');
  const password_hash = await hashPassword(change.new);
  await ctx.db.transaction(async (tx) => {
    const current = await tx.people.lock(id);
    const { password_hash: hash } = (await tx.people.keepCredentials(id)) ?? {};
    if (!current?.active || hash !== known.password_hash) throw new DomainError('auth.session_ended');
    await tx.people.update(id, { password_hash, auth_version: current.auth_version + 1 });
    tx.audit.append({
      actor: ctx.actor,
      action: 'user.password',
      entity_id: id,
      area_id: current.area_id,
      diff: { before: { password: '[redacted]' }, after: { password: '[redacted]' } },
    });
    await endSessionsOf(tx, id, { actor: ctx.actor, at: ctx.now(), except: sessionId });
  });
}
