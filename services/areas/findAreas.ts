import type { Area } from '../../db/models/people';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';

/** The areas of these ids, in no order. */
export async function findAreas(ctx: ServiceContext, ids: readonly string[]): Promise<Area[]> {
  authorize(ctx.actor, 'view', 'Area');
  return ctx.db.read.places.findAreas(ids);
}
