import { type Static, type TSchema, Type } from '@sinclair/typebox';
import type { ActionFilter } from '../../db/repositories/actions';
import type { AuthoredActionComment } from '../../db/repositories/actionComments';
import type { ErrorCode } from '../../domain/errors';
import {
  type ActionCommentInput as CommentFields,
  commentAction,
} from '../../services/actions/commentAction';
import { createAction } from '../../services/actions/createAction';
import { finishAction } from '../../services/actions/finishAction';
import { getAction } from '../../services/actions/getAction';
import { getActionTimeline } from '../../services/actions/getActionTimeline';
import { listActionComments } from '../../services/actions/listActionComments';
import { listActions } from '../../services/actions/listActions';
import { returnAction } from '../../services/actions/returnAction';
import { startAction } from '../../services/actions/startAction';
import { syncAction } from '../../services/actions/syncAction';
import { updateAction } from '../../services/actions/updateAction';
import { verifyAction } from '../../services/actions/verifyAction';
import type { ActionWithActs } from '../../services/actions/withActionActs';
import type { ServiceContext, Services } from '../../services/context';
import { findAttached } from '../../services/files/findAttached';
import { uploadFile } from '../../services/files/uploadFile';
import { pageJson, pageRequest, withoutPaging } from '../paging';
import { actionCommentJson, actionJson, actionTimelineJson } from '../presenters/action';
import { type Route, route } from '../route';
import { ListQuery } from '../schemas';
import {
  Action,
  ActionComment,
  ActionCommentInput,
  type ActionCommentJson,
  ActionCommentList,
  ActionList,
  ActionListQuery,
  ActionParams,
  ActionPatch,
  ActionTimeline,
  DoneInput,
  NewAction,
  ReturnInput,
  VerifyInput,
} from '../schemas/action';
import { decodeSeq } from '../seqCursor';

const tag = 'Actions';
const on = { tag, params: ActionParams };

export function actionRoutes(services: Services): Route[] {
  return [...reading(services), ...writing(services), ...acts(services), ...commenting(services)];
}

function reading(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/actions/',
      tag,
      summary: 'The corrective actions that the caller may see, newest first',
      query: ActionListQuery,
      returns: { 200: ActionList },
      refuses: [],
      handle: async ({ actor }, { query }) => {
        const { from, to, ...filter } = withoutPaging(query);
        const times = { ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) };
        const page = await listActions(
          { ...services, actor },
          { ...filter, ...times } as ActionFilter,
          pageRequest(query),
        );
        const now = services.now();
        return pageJson(page, (row) => actionJson(row, actor, now));
      },
    }),
    route({
      method: 'get',
      path: '/actions/{action_id}',
      ...on,
      summary: 'One corrective action',
      returns: { 200: Action },
      refuses: ['action.not_found'],
      handle: async ({ actor }, { params }) =>
        actionJson(await getAction({ ...services, actor }, params.action_id), actor, services.now()),
    }),
    route({
      method: 'get',
      path: '/actions/{action_id}/timeline',
      ...on,
      summary: 'What has happened to an action, oldest first, and what will if nobody acts',
      query: ListQuery,
      returns: { 200: ActionTimeline },
      refuses: ['action.not_found'],
      handle: async ({ actor, locale }, { params, query }) => {
        const after = query.cursor === undefined ? {} : { afterSeq: decodeSeq(query.cursor) };
        const page = { limit: query.limit, ...after };
        return actionTimelineJson(
          await getActionTimeline({ ...services, actor }, params.action_id, page),
          locale,
        );
      },
    }),
  ];
}

function writing(services: Services): Route[] {
  return [
    route({
      method: 'post',
      path: '/actions/',
      tag,
      summary: 'Give somebody a corrective action by hand',
      description:
        'With a check it is in the check’s area and on its timeline and reports; else it is in its owner’s area.',
      body: NewAction,
      example: {
        check_id: '01900000-0000-7000-8000-000000000001',
        question_id: 'leaks',
        title: 'Устранить течь гидравлики',
        priority: 'high',
        owner_id: '01900000-0000-7000-8000-000000000002',
        due_at: '2027-01-15T12:00:00Z',
        evidence_required: true,
      },
      returns: { 201: Action },
      refuses: ['action.invalid', 'action.due_in_past'],
      handle: async ({ actor }, { body }) =>
        actionJson(await createAction({ ...services, actor }, body), actor, services.now()),
    }),
    route({
      method: 'patch',
      path: '/actions/{action_id}',
      ...on,
      summary: 'Change an action under way, or cancel it',
      description:
        'A new due time arms reminders and escalation anew. `status: cancelled` with a `reason` ends it undone. Work that is done keeps its owner and due time: return it first.',
      body: ActionPatch,
      example: { due_at: '2027-01-20T12:00:00Z', priority: 'medium' },
      returns: { 200: Action },
      refuses: [
        'action.not_found',
        'action.invalid',
        'action.closed',
        'action.done',
        'action.owner_unfit',
        'action.due_in_past',
        'service.unavailable',
      ],
      handle: async ({ actor }, { params, body }) =>
        actionJson(await updateAction({ ...services, actor }, params.action_id, body), actor, services.now()),
    }),
  ];
}

interface Act<B extends TSchema> {
  act: string;
  summary: string;
  description?: string;
  body?: B;
  example?: Static<B>;
  refuses: ErrorCode[];
  verb: (ctx: ServiceContext, id: string, body: Static<B>) => Promise<ActionWithActs>;
}

/** Each is decided by the action's process, and the reply shows the new state at once. */
function acts(services: Services): Route[] {
  const act = <B extends TSchema>({ act, body, refuses, verb, ...documented }: Act<B>) =>
    route({
      method: 'post',
      path: `/actions/{action_id}/${act}`,
      ...on,
      ...documented,
      ...(body && { body }),
      returns: { 200: Action },
      refuses: ['action.not_found', 'service.unavailable', ...refuses],
      repeat: 'resumes',
      handle: async ({ actor, command }, { params, body }) => {
        const ctx = { ...services, actor, ...(command && { command }) };
        return actionJson(await verb(ctx, params.action_id, body as Static<B>), actor, services.now());
      },
    });

  return [
    act({
      act: 'start',
      summary: 'Begin the work',
      refuses: ['action.not_owner', 'action.not_startable', 'action.done', 'action.closed'],
      verb: startAction,
    }),
    act({
      act: 'done',
      summary: 'Report the work done',
      description:
        'Another person verifies it. Where evidence is demanded, a photo is given here or was given with a comment since the action was opened or last returned.',
      body: DoneInput,
      example: { comment: 'Уплотнение заменено', files: ['01900000-0000-7000-8000-000000000003'] },
      refuses: [
        'action.not_owner',
        'action.done',
        'action.closed',
        'action.evidence_required',
        'action.invalid',
      ],
      verb: finishAction,
    }),
    act({
      act: 'verify',
      summary: 'Confirm work that is done; nobody confirms their own',
      body: VerifyInput,
      example: { comment: 'Проверено на месте' },
      refuses: ['action.own_work', 'action.not_done', 'action.closed'],
      verb: verifyAction,
    }),
    act({
      act: 'return',
      summary: 'Have work that is done done again, with a reason',
      body: ReturnInput,
      example: { reason: 'Течь осталась' },
      refuses: ['action.own_work', 'action.not_done', 'action.closed', 'action.due_in_past'],
      verb: returnAction,
    }),
    route({
      method: 'post',
      path: '/actions/{action_id}/sync',
      ...on,
      summary: 'Carry an action over to Bitrix24 anew',
      description: 'For one whose transfer failed for good: `external.sync_error` tells why.',
      returns: { 200: Action },
      refuses: ['action.not_found', 'action.not_external'],
      handle: async ({ actor }, { params }) =>
        actionJson(await syncAction({ ...services, actor }, params.action_id), actor, services.now()),
    }),
  ];
}

function commenting(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/actions/{action_id}/comments',
      ...on,
      summary: 'The comments of an action, oldest first',
      returns: { 200: ActionCommentList },
      refuses: ['action.not_found'],
      handle: async ({ actor }, { params }) => {
        const ctx = { ...services, actor };
        const comments = await listActionComments(ctx, params.action_id);
        return { items: await commentsJson(ctx, comments), next_cursor: null };
      },
    }),
    route({
      method: 'post',
      path: '/actions/{action_id}/comment',
      ...on,
      summary: 'Comment on an action; photos count as evidence',
      description: 'As multipart it may bring one picture in the part `photo`.',
      body: ActionCommentInput,
      multipart: {
        file: 'photo',
        file_required: false,
        fields: Type.Object({ text: Type.String({ minLength: 1, maxLength: 4_000 }) }),
      },
      returns: { 201: ActionComment },
      refuses: ['action.not_found', 'action.closed', 'action.invalid', 'file.unreadable', 'file.too_large'],
      example: { text: 'Заказал уплотнение, привезут завтра' },
      handle: async ({ actor }, { params, body, file }) => {
        const ctx = { ...services, actor };
        const photo = file && (await uploadFile(ctx, file));
        const { text, files = [] } = body as CommentFields;
        const input = { text, files: photo ? [photo.id] : files };
        const [json] = await commentsJson(ctx, [await commentAction(ctx, params.action_id, input)]);
        return json as ActionCommentJson;
      },
    }),
  ];
}

async function commentsJson(
  ctx: ServiceContext,
  comments: readonly AuthoredActionComment[],
): Promise<ActionCommentJson[]> {
  const files = await findAttached(ctx, [...new Set(comments.flatMap((comment) => comment.files))]);
  const byId = new Map(files.map((file) => [file.id, file]));
  return comments.map((comment) => actionCommentJson(comment, byId, ctx.actor));
}
