import { type Static, Type } from '@sinclair/typebox';
import type { Area as AreaRow } from '../../db/models/people';
import type { Actor } from '../../domain/actor';
import { may } from '../../policies/authorize';
import { Timestamp, Uuid, nullable, oneOf } from '../schemas';

export const Area = Type.Object(
  {
    id: Uuid,
    name: Type.String(),
    parent_id: nullable(Uuid),
    path: Type.Array(Uuid, { description: 'From the plant down to the area itself' }),
    time_zone: Type.String(),
    calendar_id: nullable(Uuid),
    created_at: Timestamp,
    may: Type.Array(oneOf(['update'])),
  },
  { $id: 'Area' },
);

export function areaJson(area: AreaRow, actor: Actor): Static<typeof Area> {
  const { id, name, parent_id, path, time_zone, calendar_id, created_at } = area;
  return {
    ...{ id, name, parent_id, path, time_zone, calendar_id },
    created_at: created_at.toISOString(),
    may: may(actor, 'update', 'Area', { area_path: path }) ? ['update'] : [],
  };
}
