import { type Static, Type } from '@sinclair/typebox';
import type { CheckFilter } from '../../../db/repositories/checkFilter';
import { countChecks } from '../../../services/checks/countChecks';
import { createCheck } from '../../../services/checks/createCheck';
import { getCheck } from '../../../services/checks/getCheck';
import { getTimeline } from '../../../services/checks/getTimeline';
import { listChecks } from '../../../services/checks/listChecks';
import { listRevisions } from '../../../services/checks/listRevisions';
import type { Services } from '../../../services/context';
import { pageJson, pageRequest, withoutPaging } from '../../paging';
import { answerJson, checkJson, listedCheckJson } from '../../presenters/check';
import { timelineJson } from '../../presenters/timeline';
import { type Route, route } from '../../route';
import {
  AnswerRevisions,
  Check,
  CheckCounts,
  CheckList,
  CheckListQuery,
  CheckParams,
  NewCheck,
  Timeline,
} from '../../schemas/check';
import { ListQuery } from '../../schemas';
import { decodeSeq } from '../../seqCursor';

const tag = 'Checks';

type ListFilter = Omit<Static<typeof CheckListQuery>, 'limit' | 'cursor'>;

function filterOf({ from, to, ...filter }: ListFilter): CheckFilter {
  return { ...filter, ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) } as CheckFilter;
}

export function checkReading(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/checks/',
      tag,
      summary: 'List the checks that the caller may see, newest first',
      query: CheckListQuery,
      returns: { 200: CheckList },
      refuses: [],
      handle: async ({ actor }, { query }) => {
        const filter = filterOf(withoutPaging(query));
        const page = await listChecks({ ...services, actor }, filter, pageRequest(query));
        const now = services.now();
        const { items, next } = page;
        return pageJson({ items, next }, ({ check, may }) => listedCheckJson(check, may, now));
      },
    }),
    route({
      method: 'get',
      path: '/checks/counts',
      tag,
      summary: 'Count the checks of a list by area, the most overdue area first',
      query: Type.Omit(CheckListQuery, ['limit', 'cursor']),
      returns: { 200: CheckCounts },
      refuses: [],
      handle: async ({ actor }, { query }) => {
        const counts = await countChecks({ ...services, actor }, filterOf(query));
        const items = counts.map(({ area_id, area_name, ...rest }) => ({
          ...rest,
          area: area_id === null ? null : { id: area_id, name: area_name ?? '' },
        }));
        return { items };
      },
    }),
    route({
      method: 'post',
      path: '/checks/',
      tag,
      summary: 'Open a check',
      description: 'Taken while Temporal is down too: its process starts when Temporal is back.',
      body: NewCheck,
      returns: { 201: Check },
      refuses: ['check.invalid', 'check.due_in_past', 'template.archived'],
      example: {
        template_id: '01900000-0000-7000-8000-000000000001',
        executor_id: '01900000-0000-7000-8000-000000000002',
      },
      handle: async ({ actor }, { body }) => {
        const ctx = { ...services, actor };
        const id = await createCheck(ctx, body);
        return checkJson(await getCheck(ctx, id), services.now());
      },
    }),
    route({
      method: 'get',
      path: '/checks/{check_id}',
      tag,
      summary: 'Read a check with its questions and answers',
      params: CheckParams,
      returns: { 200: Check },
      refuses: ['check.not_found'],
      handle: async ({ actor }, { params }) =>
        checkJson(await getCheck({ ...services, actor }, params.check_id), services.now()),
    }),
    route({
      method: 'get',
      path: '/checks/{check_id}/timeline',
      tag,
      summary: 'What has happened to a check, oldest first, and what will if nobody acts',
      params: CheckParams,
      query: ListQuery,
      returns: { 200: Timeline },
      refuses: ['check.not_found'],
      handle: async ({ actor, locale }, { params, query }) => {
        const after = query.cursor === undefined ? {} : { afterSeq: decodeSeq(query.cursor) };
        const page = { limit: query.limit, ...after };
        return timelineJson(await getTimeline({ ...services, actor }, params.check_id, page), locale);
      },
    }),
    route({
      method: 'get',
      path: '/checks/{check_id}/answers/{question_id}/revisions',
      tag,
      summary: 'Every revision of one answer, oldest first',
      params: Type.Object({ ...CheckParams.properties, question_id: Type.String() }),
      returns: { 200: AnswerRevisions },
      refuses: ['check.not_found', 'request.not_found'],
      handle: async ({ actor }, { params }) => {
        const revisions = await listRevisions({ ...services, actor }, params.check_id, params.question_id);
        const items = revisions.map((row) => ({
          ...answerJson(row),
          recorded_at: row.recorded_at.toISOString(),
        }));
        return { items, next_cursor: null };
      },
    }),
  ];
}
