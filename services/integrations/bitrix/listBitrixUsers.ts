import type { BitrixUserRow } from '../../../db/repositories/bitrixUsers';
import { authorize } from '../../../policies/authorize';
import type { ServiceContext } from '../../context';

/** Whose account is whose, where the e-mail does not tell. */
export async function listBitrixUsers(ctx: ServiceContext): Promise<BitrixUserRow[]> {
  authorize(ctx.actor, 'view', 'Integration');
  return ctx.db.read.bitrixUsers.list();
}
