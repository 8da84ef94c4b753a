import type { Area } from '../../db/models/people';
import type { Page, PageRequest } from '../../db/page';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';

/** All of the plant's tree, newest first. */
export async function listAreas(ctx: ServiceContext, page: PageRequest): Promise<Page<Area>> {
  authorize(ctx.actor, 'view', 'Area');
  return ctx.db.read.places.listAreas(page);
}
