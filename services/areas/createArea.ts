import { v7 as uuidv7 } from 'uuid';
import type { Area } from '../../db/models/people';
import { DomainError } from '../../domain/errors';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { uniqueRow } from '../uniqueRow';
import { type AreaFields, judgeArea } from './judgeArea';

export type NewAreaInput = Pick<AreaFields, 'name' | 'time_zone'> & Partial<AreaFields>;

/** @throws DomainError `area.invalid`, `area.name_taken` */
export async function createArea(ctx: ServiceContext, input: NewAreaInput): Promise<Area> {
  authorize(ctx.actor, 'create', 'Area');
  const { name, time_zone, parent_id = null, calendar_id = null } = input;
  const fields = { name, parent_id, time_zone, calendar_id };
  const id = uuidv7();
  await uniqueRow('areas_name_taken', 'area.name_taken', { name }, () =>
    ctx.db.transaction(async (tx) => {
      await tx.people.takeTurn();
      authorize(ctx.actor, 'create', 'Area', { area_path: await judgeArea(tx, fields) });
      await tx.places.insertArea({ id, ...fields });
      tx.audit.append({
        actor: ctx.actor,
        action: 'area.create',
        entity_id: id,
        area_id: id,
        diff: { before: null, after: fields },
      });
    }),
  );
  const created = await ctx.db.read.places.area(id);
  if (!created) throw new DomainError('area.not_found');
  return created;
}
