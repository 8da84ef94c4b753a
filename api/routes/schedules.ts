import { type Static, Type } from '@sinclair/typebox';
import type { ScheduleFilter, ScheduleRow } from '../../db/repositories/schedules';
import { DAY_MS } from '../../domain/duration';
import { type NewScheduleInput, createSchedule } from '../../services/schedules/createSchedule';
import type { Services } from '../../services/context';
import { getSchedule } from '../../services/schedules/getSchedule';
import type { ScheduleFields } from '../../services/schedules/judgeSchedule';
import { listSchedules } from '../../services/schedules/listSchedules';
import { listSlots } from '../../services/schedules/listSlots';
import { previewPlan, previewSchedule } from '../../services/schedules/previewSchedule';
import { removeSchedule } from '../../services/schedules/removeSchedule';
import { runSchedule } from '../../services/schedules/runSchedule';
import { pauseSchedule, resumeSchedule, updateSchedule } from '../../services/schedules/updateSchedule';
import { pageJson, pageRequest, withoutPaging } from '../paging';
import { previewJson, scheduleJson, slotJson } from '../presenters/schedule';
import type { RequestContext } from '../requestContext';
import { type Route, route } from '../route';
import { NoContent, Uuid, listOf, listQuery } from '../schemas';
import {
  NewSchedule,
  PlanToPreview,
  Preview,
  PreviewQuery,
  Schedule,
  SchedulePatch,
  ScheduleRun,
  Slot,
} from '../schemas/schedule';
import { decodeSlotPlace, encodeSlotPlace } from '../slotCursor';

const tag = 'Schedules';
const ScheduleParams = Type.Object({ schedule_id: Uuid });
const WEEK_MS = 7 * DAY_MS;

const ScheduleQuery = listQuery({
  enabled: Type.Optional(Type.Boolean()),
  template_id: Type.Optional(Uuid),
  executor_id: Type.Optional(Uuid),
  area_id: Type.Optional(Uuid),
  q: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the name' })),
});

const SlotQuery = listQuery({
  from: Type.Optional(Type.String({ format: 'date-time', description: 'A week ago unless given' })),
  to: Type.Optional(
    Type.String({
      format: 'date-time',
      description: 'A week ahead unless given; 366 days behind `from` at most',
    }),
  ),
});

const EXAMPLE = {
  name: 'Погрузчики перед сменой',
  cron_expression: '30 7 * * MON-FRI',
  time_zone: 'Europe/Moscow',
  template_id: '01900000-0000-7000-8000-000000000002',
  executor_ids: ['01900000-0000-7000-8000-000000000005'],
  assignment: 'each',
  window: 'PT2H',
  skip_holidays: true,
};

export function scheduleRoutes(services: Services): Route[] {
  const present = (row: ScheduleRow, { actor, locale }: RequestContext) =>
    scheduleJson(row, { actor, locale, now: services.now() });
  const on = { tag, params: ScheduleParams };

  return [
    route({
      method: 'get',
      path: '/schedules/',
      tag,
      summary: 'The schedules that the caller may see, newest first',
      query: ScheduleQuery,
      returns: { 200: listOf(Schedule) },
      refuses: [],
      handle: async (ctx, { query }) => {
        const filter: ScheduleFilter = withoutPaging(query);
        const page = await listSchedules({ ...services, actor: ctx.actor }, filter, pageRequest(query));
        return pageJson(page, (row) => present(row, ctx));
      },
    }),
    route({
      method: 'post',
      path: '/schedules/',
      tag,
      summary: 'Plan recurring checks',
      description:
        'Without an area it is planned for the caller’s own; where the caller is bound to none, each check is in its executor’s area. Due times count from the planned moment.',
      body: NewSchedule,
      example: EXAMPLE,
      returns: { 201: Schedule },
      refuses: ['schedule.invalid', 'schedule.name_taken', 'template.archived'],
      handle: async (ctx, { body }) =>
        present(await createSchedule({ ...services, actor: ctx.actor }, body as NewScheduleInput), ctx),
    }),
    route({
      method: 'post',
      path: '/schedules/preview',
      tag,
      summary: 'When a plan would open checks, before it is saved',
      body: PlanToPreview,
      example: {
        cron_expression: '30 7 * * MON-FRI',
        time_zone: 'Europe/Moscow',
        skip_holidays: true,
        count: 5,
      },
      returns: { 200: Preview },
      refuses: ['schedule.invalid'],
      handle: async ({ actor, locale }, { body }) => {
        const { count = 10, ...plan } = body as Static<typeof PlanToPreview>;
        return previewJson(await previewPlan({ ...services, actor }, plan, count), locale);
      },
    }),
    route({
      method: 'get',
      path: '/schedules/{schedule_id}',
      ...on,
      summary: 'One schedule',
      returns: { 200: Schedule },
      refuses: ['schedule.not_found'],
      handle: async (ctx, { params }) =>
        present(await getSchedule({ ...services, actor: ctx.actor }, params.schedule_id), ctx),
    }),
    route({
      method: 'patch',
      path: '/schedules/{schedule_id}',
      ...on,
      summary: 'Change what is planned from now on',
      description: 'Slots that have come stay under the plan of their time.',
      body: SchedulePatch,
      example: { cron_expression: '30 6 * * MON-FRI' },
      returns: { 200: Schedule },
      refuses: ['schedule.not_found', 'schedule.invalid', 'schedule.name_taken', 'template.archived'],
      handle: async (ctx, { params, body }) => {
        const patch = body as Partial<ScheduleFields>;
        return present(
          await updateSchedule({ ...services, actor: ctx.actor }, params.schedule_id, patch),
          ctx,
        );
      },
    }),
    route({
      method: 'delete',
      path: '/schedules/{schedule_id}',
      ...on,
      summary: 'Plan no more; checks that were opened stay',
      returns: { 204: NoContent },
      refuses: ['schedule.not_found'],
      handle: ({ actor }, { params }) => removeSchedule({ ...services, actor }, params.schedule_id),
    }),
    route({
      method: 'post',
      path: '/schedules/{schedule_id}/pause',
      ...on,
      summary: 'Open nothing until it is resumed',
      description: 'Slots that come meanwhile are on record as missed, with the cause `paused`.',
      returns: { 200: Schedule },
      refuses: ['schedule.not_found'],
      handle: async (ctx, { params }) =>
        present(await pauseSchedule({ ...services, actor: ctx.actor }, params.schedule_id), ctx),
    }),
    route({
      method: 'post',
      path: '/schedules/{schedule_id}/resume',
      ...on,
      summary: 'Open checks again from the next slot on',
      returns: { 200: Schedule },
      refuses: ['schedule.not_found'],
      handle: async (ctx, { params }) =>
        present(await resumeSchedule({ ...services, actor: ctx.actor }, params.schedule_id), ctx),
    }),
    route({
      method: 'post',
      path: '/schedules/{schedule_id}/run',
      ...on,
      summary: 'Open a slot now, by hand',
      description:
        'A slot of its own at this second, also while paused or on a holiday. Its checks are opened by the schedule’s process, a moment later; while Temporal is down, as soon as it is back.',
      returns: { 202: ScheduleRun },
      refuses: ['schedule.not_found', 'template.archived'],
      handle: async ({ actor }, { params }) => {
        const { slot_at } = await runSchedule({ ...services, actor }, params.schedule_id);
        return { slot_at: slot_at.toISOString() };
      },
    }),
    route({
      method: 'get',
      path: '/schedules/{schedule_id}/preview',
      ...on,
      summary: 'The next slots, in words and one by one',
      query: PreviewQuery,
      returns: { 200: Preview },
      refuses: ['schedule.not_found'],
      handle: async ({ actor, locale }, { params, query }) =>
        previewJson(await previewSchedule({ ...services, actor }, params.schedule_id, query.count), locale),
    }),
    route({
      method: 'get',
      path: '/schedules/{schedule_id}/slots',
      ...on,
      summary: 'What was planned and what became of it, for each executor, oldest first',
      query: SlotQuery,
      returns: { 200: listOf(Slot) },
      refuses: ['schedule.not_found'],
      handle: async ({ actor }, { params, query }) => {
        const now = services.now().getTime();
        const { items, next } = await listSlots({ ...services, actor }, params.schedule_id, {
          from: query.from ? new Date(query.from) : new Date(now - WEEK_MS),
          to: query.to ? new Date(query.to) : new Date(now + WEEK_MS),
          limit: query.limit,
          ...(query.cursor !== undefined && { after: decodeSlotPlace(query.cursor) }),
        });
        return { items: items.map(slotJson), next_cursor: next && encodeSlotPlace(next) };
      },
    }),
  ];
}
