import type { Area } from '../../db/models/people';
import { DomainError } from '../../domain/errors';
import { authorize } from '../../policies/authorize';
import { changedFields } from '../changedFields';
import type { ServiceContext } from '../context';
import { uniqueRow } from '../uniqueRow';
import { type AreaFields, judgeArea } from './judgeArea';

/**
 * Changes an area; moved, it takes along what lies below. Running checks of the area count their working time anew.
 * @throws DomainError `area.not_found`, `area.invalid`, `area.name_taken`
 */
export async function updateArea(
  ctx: ServiceContext,
  areaId: string,
  input: Partial<AreaFields>,
): Promise<Area> {
  authorize(ctx.actor, 'update', 'Area');
  const name = input.name ?? '';
  await uniqueRow('areas_name_taken', 'area.name_taken', { name }, () =>
    ctx.db.transaction(async (tx) => {
      await tx.people.takeTurn();
      const area = await tx.places.area(areaId);
      if (!area) throw new DomainError('area.not_found');
      authorize(ctx.actor, 'update', 'Area', { area_path: area.path });
      const changed = changedFields(area, input);
      if (!changed) return;
      const { patch } = changed;
      const parentPath = await judgeArea(tx, patch, area);
      const isMoved = patch.parent_id !== undefined;
      if (isMoved) authorize(ctx.actor, 'create', 'Area', { area_path: parentPath });
      await tx.places.updateArea(areaId, { ...patch, ...(isMoved && { parentPath }) });
      if (patch.time_zone !== undefined || patch.calendar_id !== undefined)
        await tx.checks.tellTimingOf([areaId]);
      tx.audit.append({
        actor: ctx.actor,
        action: 'area.update',
        entity_id: areaId,
        area_id: areaId,
        diff: changed.diff,
      });
    }),
  );
  const updated = await ctx.db.read.places.area(areaId);
  if (!updated) throw new DomainError('area.not_found');
  return updated;
}
