import type { Page, PageRequest } from '../../../db/page';
import type { BitrixCallFilter, BitrixCallRow } from '../../../db/repositories/bitrixCalls';
import { authorize } from '../../../policies/authorize';
import type { ServiceContext } from '../../context';

/** Calls to and from Bitrix24, newest first. */
export async function listBitrixCalls(
  ctx: ServiceContext,
  filter: BitrixCallFilter,
  page: PageRequest,
): Promise<Page<BitrixCallRow>> {
  authorize(ctx.actor, 'view', 'Integration');
  return ctx.db.read.bitrixCalls.list(filter, page);
}
