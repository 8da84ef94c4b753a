import { Type } from '@sinclair/typebox';
import { type NewAreaInput, createArea } from '../../services/areas/createArea';
import type { AreaFields } from '../../services/areas/judgeArea';
import { getAreaTag } from '../../services/areas/getAreaTag';
import { listAreas } from '../../services/areas/listAreas';
import { updateArea } from '../../services/areas/updateArea';
import type { Services } from '../../services/context';
import { pageJson, pageRequest } from '../paging';
import { Area, areaJson } from '../presenters/area';
import { type Route, route } from '../route';
import { ListQuery, TimeZone, Uuid, listOf, nullable } from '../schemas';

const tag = 'Places';

const Name = Type.String({ minLength: 1, maxLength: 200 });
const optional = {
  parent_id: Type.Optional(nullable(Uuid)),
  calendar_id: Type.Optional(nullable(Uuid)),
};
const NewArea = Type.Object({ name: Name, time_zone: TimeZone, ...optional }, { $id: 'NewArea' });
const AreaPatch = Type.Object(
  { name: Type.Optional(Name), time_zone: Type.Optional(TimeZone), ...optional },
  { $id: 'AreaPatch' },
);

const AreaTag = Type.Object(
  {
    url: Type.String(),
    qr_svg: Type.String({ description: 'The same address as a picture' }),
  },
  { $id: 'AreaTag' },
);

export function areaRoutes(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/areas/',
      tag,
      summary: 'All areas of the plant, newest first',
      query: ListQuery,
      returns: { 200: listOf(Area) },
      refuses: [],
      handle: async ({ actor }, { query }) =>
        pageJson(await listAreas({ ...services, actor }, pageRequest(query)), (area) =>
          areaJson(area, actor),
        ),
    }),
    route({
      method: 'post',
      path: '/areas/',
      tag,
      summary: 'Make an area, below one of the caller’s',
      body: NewArea,
      example: { name: 'Линия сборки 3', parent_id: null, time_zone: 'Europe/Moscow' },
      returns: { 201: Area },
      refuses: ['area.invalid', 'area.name_taken'],
      handle: async ({ actor }, { body }) =>
        areaJson(await createArea({ ...services, actor }, body as NewAreaInput), actor),
    }),
    route({
      method: 'get',
      path: '/areas/{area_id}/tag',
      tag,
      summary: 'The QR code to stick onto a machine: it opens the checks that are due there',
      params: Type.Object({ area_id: Uuid }),
      returns: { 200: AreaTag },
      refuses: ['area.not_found'],
      handle: ({ actor }, { params }) => getAreaTag({ ...services, actor }, params.area_id),
    }),
    route({
      method: 'patch',
      path: '/areas/{area_id}',
      tag,
      summary: 'Change or move an area',
      description:
        'What lies below moves along. Running checks there count their working time anew after a change of zone or calendar.',
      params: Type.Object({ area_id: Uuid }),
      body: AreaPatch,
      example: { time_zone: 'Asia/Yekaterinburg' },
      returns: { 200: Area },
      refuses: ['area.not_found', 'area.invalid', 'area.name_taken'],
      handle: async ({ actor }, { params, body }) =>
        areaJson(
          await updateArea({ ...services, actor }, params.area_id, body as Partial<AreaFields>),
          actor,
        ),
    }),
  ];
}
