import type { AuthoredActionComment } from '../../db/repositories/actionComments';
import type { ServiceContext } from '../context';
import { visibleAction } from './visibleAction';

export async function listActionComments(ctx: ServiceContext, id: string): Promise<AuthoredActionComment[]> {
  await visibleAction(ctx, id);
  return ctx.db.read.actionComments.ofActions([id]);
}
