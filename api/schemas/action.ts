import { type Static, Type } from '@sinclair/typebox';
import { ACTION_ACTS, ACTION_EVENT_KINDS, ACTION_STATUSES, PRIORITIES } from '../../domain/action';
import { FileBody } from '../presenters/file';
import { Timestamp, Uuid, commaList, listOf, listQuery, nullable, oneOf } from '../schemas';

const Status = oneOf(ACTION_STATUSES);
const Priority = oneOf(PRIORITIES);
const SyncStatus = oneOf(['pending', 'synced', 'failed']);

export const Action = Type.Object(
  {
    id: Uuid,
    check_id: nullable(Uuid),
    question_id: nullable(Type.String()),
    origin: oneOf(['rule', 'person'], { description: 'Made by a question’s `on_fail.action`, or by hand' }),
    title: Type.String(),
    description: nullable(Type.String()),
    priority: Priority,
    owner: Type.Object({ id: Uuid, username: Type.String(), full_name: Type.String() }),
    area: nullable(Type.Object({ id: Uuid, name: Type.String(), time_zone: Type.String() })),
    status: Status,
    revision: Type.Integer(),
    overdue: Type.Boolean(),
    escalation_level: Type.Integer({ description: 'Escalation steps carried out' }),
    due_at: Timestamp,
    verify_due_at: nullable(Timestamp),
    evidence_required: Type.Boolean(),
    files: Type.Array(FileBody, { description: 'Evidence, oldest first' }),
    external: nullable(
      Type.Object(
        {
          system: oneOf(['bitrix24']),
          id: nullable(Type.String()),
          sync_status: SyncStatus,
          sync_error: nullable(Type.String()),
          last_sync_at: nullable(Timestamp),
        },
        { description: 'The counterpart in Bitrix24; null where the exchange was off' },
      ),
    ),
    created_by: nullable(Uuid),
    created_at: Timestamp,
    started_at: nullable(Timestamp),
    done_at: nullable(Timestamp),
    verified_by: nullable(Uuid),
    ended_at: nullable(
      Type.String({ format: 'date-time', description: 'When it was verified or cancelled' }),
    ),
    may: Type.Array(oneOf(ACTION_ACTS)),
  },
  { $id: 'Action' },
);
export type ActionJson = Static<typeof Action>;
export const ActionList = listOf(Action);

export const ActionParams = Type.Object({ action_id: Uuid });

export const ActionListQuery = listQuery({
  status: Type.Optional(commaList(Status)),
  priority: Type.Optional(commaList(Priority)),
  sync_status: Type.Optional(commaList(SyncStatus)),
  owner_id: Type.Optional(Uuid),
  area_id: Type.Optional(Uuid),
  check_id: Type.Optional(Uuid),
  overdue: Type.Optional(Type.Boolean()),
  from: Type.Optional(Timestamp),
  to: Type.Optional(Timestamp),
  q: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the title' })),
});

const Title = Type.String({ minLength: 1, maxLength: 300 });
const Description = Type.String({ minLength: 1, maxLength: 4_000 });
const Reason = Type.String({ minLength: 1, maxLength: 1_000 });
const Files = Type.Array(Uuid, { maxItems: 20 });

export const NewAction = Type.Object(
  {
    check_id: Type.Optional(Uuid),
    question_id: Type.Optional(Type.String({ maxLength: 40, description: 'Of the check’s template' })),
    title: Title,
    description: Type.Optional(Description),
    priority: Priority,
    owner_id: Uuid,
    due_at: Timestamp,
    evidence_required: Type.Optional(
      Type.Boolean({ description: 'Without a photo it cannot be reported done' }),
    ),
  },
  { $id: 'NewAction' },
);

export const ActionPatch = Type.Object(
  {
    title: Type.Optional(Title),
    description: Type.Optional(nullable(Description)),
    priority: Type.Optional(Priority),
    owner_id: Type.Optional(Uuid),
    due_at: Type.Optional(Timestamp),
    status: Type.Optional(
      oneOf(['cancelled'], { description: 'Ends it undone; takes a reason, and nothing else' }),
    ),
    reason: Type.Optional(Reason),
  },
  { $id: 'ActionPatch' },
);

const Comment = Type.Optional(Type.String({ minLength: 1, maxLength: 4_000 }));
export const DoneInput = Type.Object({ comment: Comment, files: Type.Optional(Files) });
export const VerifyInput = Type.Object({ comment: Comment });
export const ReturnInput = Type.Object({ reason: Reason, due_at: Type.Optional(Timestamp) });
export const ActionCommentInput = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: 4_000 }), files: Type.Optional(Files) },
  { $id: 'ActionCommentInput' },
);

export const ActionComment = Type.Object(
  {
    id: Uuid,
    action_id: Uuid,
    text: Type.String(),
    files: Type.Array(FileBody),
    author: Type.Object({
      id: nullable(Type.String({ format: 'uuid', description: 'Null for somebody in Bitrix24 alone' })),
      full_name: Type.String(),
    }),
    created_at: Timestamp,
  },
  { $id: 'ActionComment' },
);
export type ActionCommentJson = Static<typeof ActionComment>;
export const ActionCommentList = listOf(ActionComment);

export const ActionTimeline = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id: Uuid,
        at: Timestamp,
        planned_at: nullable(Timestamp),
        kind: oneOf(ACTION_EVENT_KINDS),
        actor: Type.Object({
          kind: oneOf(['user', 'bot', 'schedule', 'integration', 'system']),
          id: nullable(Uuid),
          name: nullable(Type.String()),
        }),
        text: Type.String(),
        data: Type.Record(Type.String(), Type.Unknown()),
      }),
    ),
    planned: Type.Array(
      Type.Object({
        at: Timestamp,
        kind: oneOf(['reminder', 'due', 'step']),
        step: Type.Integer(),
        to: Type.Array(Type.String()),
      }),
    ),
    next_cursor: nullable(Type.String()),
  },
  { $id: 'ActionTimeline' },
);
