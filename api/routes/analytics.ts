import { Type } from '@sinclair/typebox';
import { summarise } from '../../services/analytics/summarise';
import type { Services } from '../../services/context';
import { type Route, route } from '../route';
import { Timestamp, Uuid } from '../schemas';
import { AnalyticsSummary } from '../schemas/analytics';

export function analyticsRoutes(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/analytics/summary',
      tag: 'Analytics',
      summary: 'How the checks of a period went',
      description:
        'Of checks opened from `from` to before `to`: the last thirty days unless given, 366 days at most. Areas take in those below them as a filter; in `by_area` each stands for itself.',
      query: Type.Object({
        from: Type.Optional(Timestamp),
        to: Type.Optional(Timestamp),
        area_id: Type.Optional(Uuid),
        template_id: Type.Optional(Uuid),
      }),
      returns: { 200: AnalyticsSummary },
      refuses: [],
      handle: ({ actor }, { query: { from, to, ...filter } }) =>
        summarise(
          { ...services, actor },
          { ...filter, ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) },
        ),
    }),
  ];
}
