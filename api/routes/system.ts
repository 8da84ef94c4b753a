import { Type } from '@sinclair/typebox';
import type { Services } from '../../services/context';
import { getSystemLinks } from '../../services/system/getSystemLinks';
import { getSystemState } from '../../services/system/getSystemState';
import { SystemState, systemStateJson } from '../presenters/system';
import { type Route, route } from '../route';
import { nullable } from '../schemas';

const tag = 'System';

const SystemLinks = Type.Object(
  {
    temporal_ui: nullable(Type.Object({ url: Type.String(), namespace: Type.String() })),
    grafana_url: nullable(Type.String()),
  },
  { $id: 'SystemLinks' },
);

export function systemRoutes(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/system/state',
      tag,
      summary: 'How the parts of the product stand',
      description:
        'What does not answer within some seconds is told as such; without Postgres there is no reply.',
      returns: { 200: SystemState },
      refuses: ['service.unavailable'],
      handle: async ({ actor }) => systemStateJson(await getSystemState({ ...services, actor })),
    }),
    route({
      method: 'get',
      path: '/system/links',
      tag,
      summary: 'Where operators find Temporal’s Web UI and Grafana',
      returns: { 200: SystemLinks },
      refuses: [],
      handle: async ({ actor }) => getSystemLinks({ ...services, actor }),
    }),
  ];
}
