import { v7 as uuidv7 } from 'uuid';
import type { PersonRow } from '../../db/repositories/people';
import { authorize } from '../../policies/authorize';
import { hashPassword } from '../auth/passwords';
import type { ServiceContext } from '../context';
import { uniqueRow } from '../uniqueRow';
import { judgeUser } from './judgeUser';
import { type UserFields, withoutPersonal } from './userFields';
import { visibleUser } from './visibleUser';

export type NewUserInput = Pick<UserFields, 'username' | 'full_name' | 'role_id'> &
  Partial<Omit<UserFields, 'active'>> & { password: string };

/** @throws DomainError `user.invalid`, `auth.weak_password`, `user.username_taken`, `user.beyond_own_rights` */
export async function addUser(ctx: ServiceContext, input: NewUserInput): Promise<PersonRow> {
  authorize(ctx.actor, 'create', 'User');
  const { password, username, full_name, role_id, email = null, locale = ctx.actor.locale } = input;
  const { area_id = null, supervisor_id = null } = input;
  const id = uuidv7();
  const fields = { username, full_name, email, role_id, area_id, supervisor_id, locale };
  const password_hash = await hashPassword(password);
  await uniqueRow('users_username_taken', 'user.username_taken', { username }, () =>
    ctx.db.transaction(async (tx) => {
      await tx.people.takeTurn();
      authorize(ctx.actor, 'create', 'User', await judgeUser(tx, id, input));
      await tx.people.insert({ id, ...fields, password_hash });
      tx.audit.append({
        actor: ctx.actor,
        action: 'user.create',
        entity_id: id,
        area_id,
        diff: { before: null, after: { ...withoutPersonal(fields), active: true } },
      });
    }),
  );
  return visibleUser(ctx, id);
}
