import type { PersonRow } from '../../db/repositories/people';
import type { Tx } from '../../db/transaction';
import { DomainError } from '../../domain/errors';
import { authorize } from '../../policies/authorize';
import { endSessionsOf } from '../auth/endSession';
import { hashPassword } from '../auth/passwords';
import { changedFields } from '../changedFields';
import type { ServiceContext } from '../context';
import { uniqueRow } from '../uniqueRow';
import { judgeUser } from './judgeUser';
import { keepAdministrator } from './keepAdministrator';
import { tellOfDeactivation } from './tellOfDeactivation';
import { type UserFields, type UserPatchInput, withoutPersonal } from './userFields';
import { visibleUser } from './visibleUser';

/** What cached rights and running sessions are bound to. */
const RIGHTS: readonly (keyof UserFields)[] = ['role_id', 'area_id', 'locale', 'active'];

/**
 * Changes the given fields. Without `active`, or with a new password, all sessions of the user end with the commit.
 * @throws DomainError `user.not_found`, `user.invalid`, `auth.weak_password`, `user.username_taken`,
 * `user.beyond_own_rights`, `user.own_password`, `user.last_administrator`
 */
export async function updateUser(
  ctx: ServiceContext,
  userId: string,
  { password, ...fields }: UserPatchInput,
): Promise<PersonRow> {
  authorize(ctx.actor, 'update', 'User', await visibleUser(ctx, userId));
  if (password !== undefined && userId === ctx.actor.user_id) throw new DomainError('user.own_password');
  const password_hash = password === undefined ? undefined : await hashPassword(password);
  const username = fields.username ?? '';
  await uniqueRow('users_username_taken', 'user.username_taken', { username }, () =>
    ctx.db.transaction(async (tx) => {
      await tx.people.takeTurn();
      const current = await tx.people.lock(userId);
      if (!current) throw new DomainError('user.not_found');
      authorize(ctx.actor, 'update', 'User', current);
      const changed = changedFields(current, fields);
      if (!changed && password === undefined) return;
      const given = { ...changed?.patch, ...(password !== undefined && { password }) };
      authorize(ctx.actor, 'update', 'User', await judgeUser(tx, userId, given, current));
      await keepAdministrator(tx, () => write(tx, current, changed?.patch ?? {}, password_hash));
      const reset = password_hash === undefined ? {} : { password: '[redacted]' };
      tx.audit.append({
        actor: ctx.actor,
        action: 'user.update',
        entity_id: userId,
        area_id: current.area_id,
        diff: {
          before: withoutPersonal({ ...changed?.diff.before, ...reset }),
          after: withoutPersonal({ ...changed?.diff.after, ...reset }),
        },
      });
      const deactivated = changed?.patch.active === false;
      if (deactivated || password_hash !== undefined)
        await endSessionsOf(tx, userId, { actor: ctx.actor, at: ctx.now() });
      if (deactivated) await tellOfDeactivation(tx, { ...current, ...changed?.patch }, ctx.actor.user_id);
    }),
  );
  return visibleUser(ctx, userId);
}

async function write(
  tx: Tx,
  current: PersonRow,
  patch: Partial<UserFields>,
  password_hash: string | undefined,
): Promise<void> {
  const touchesRights = password_hash !== undefined || RIGHTS.some((field) => field in patch);
  await tx.people.update(current.id, {
    ...patch,
    ...(password_hash !== undefined && { password_hash }),
    ...(touchesRights && { auth_version: current.auth_version + 1 }),
  });
}
