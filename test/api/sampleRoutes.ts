import { Readable } from 'node:stream';
import { Type } from '@sinclair/typebox';
import { decodeCursor, pageOf } from '../../api/cursor';
import { LARGE_JSON_LIMIT_BYTES } from '../../api/input/readBody';
import { RawJson, reply } from '../../api/reply';
import { route } from '../../api/route';
import {
  binary,
  commaList,
  listOf,
  listQuery,
  NoContent,
  nullable,
  oneOf,
  Timestamp,
  Uuid,
} from '../../api/schemas';
import { DomainError } from '../../domain/errors';

const Thing = Type.Object({ id: Uuid, name: Type.String(), created_at: Timestamp }, { $id: 'Thing' });
const ThingParams = Type.Object({ check_id: Uuid });
const ID = '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a13';
const THING = { id: ID, name: 'гайка', created_at: '2026-03-01T08:00:00Z' };

const Question = Type.Union(
  [
    Type.Object({ type: Type.Literal('yes_no'), id: Type.String(), text: Type.String() }),
    Type.Object({
      type: Type.Literal('number'),
      id: Type.String(),
      text: Type.String(),
      min: Type.Optional(Type.Number()),
    }),
  ],
  { $id: 'Question' },
);

const Value = Type.Union([
  Type.Object({ question_id: Type.String(), value: Type.Unknown() }),
  Type.Object({ question_id: Type.String(), na: Type.Literal(true) }),
]);

export const createThing = route({
  method: 'post',
  path: '/things/',
  summary: 'Make a thing',
  tag: 'things',
  body: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 2_000_000 }),
    count: Type.Integer({ minimum: 1, maximum: 10 }),
    colour: Type.Optional(oneOf(['red', 'green'])),
    area_id: Type.Optional(nullable(Uuid)),
    due_at: Type.Optional(Timestamp),
    questions: Type.Optional(Type.Array(Question)),
    answer: Type.Optional(Value),
    rule: Type.Optional(Type.Unknown()),
  }),
  returns: { 201: Thing },
  refuses: ['template.name_taken', 'check.incomplete'],
  example: { name: 'гайка', count: 2 },
  handle: async (_ctx, { body }) => {
    if (body.name === 'taken')
      throw new DomainError('template.name_taken', { extra: { id: ID, status: 200 } });
    if (body.name === 'undeclared') throw new DomainError('check.closed');
    if (body.name === 'incomplete') {
      const fault = (id: string) =>
        ({ path: `/answers/${id}`, code: 'answer.missing', params: { question: `Вопрос ${id}` } }) as const;
      throw new DomainError('check.incomplete', { faults: [fault('a'), fault('b')] });
    }
    return { ...THING, name: body.name.slice(0, 100) };
  },
});

export const createLargeThing = route({
  method: 'post',
  path: '/large-things',
  summary: 'Make a large thing',
  tag: 'things',
  bodyLimitBytes: LARGE_JSON_LIMIT_BYTES,
  body: Type.Object({ name: Type.String() }),
  returns: { 201: Thing },
  refuses: [],
  handle: async () => THING,
});

export const listThings = route({
  method: 'get',
  path: '/things/',
  summary: 'List things',
  tag: 'things',
  query: listQuery({
    status: Type.Optional(commaList(oneOf(['open', 'closed']))),
    late: Type.Optional(Type.Boolean()),
  }),
  returns: { 200: listOf(Thing) },
  refuses: [],
  handle: async (_ctx, { query }) => {
    if (query.cursor !== undefined)
      return { items: [{ ...THING, id: decodeCursor(query.cursor).id }], next_cursor: null };
    const name = JSON.stringify({ limit: query.limit, status: query.status, late: query.late });
    return pageOf([{ ...THING, name }, THING], 1);
  },
});

export const getThing = route({
  method: 'get',
  path: '/things/{check_id}',
  summary: 'One thing',
  tag: 'things',
  params: ThingParams,
  returns: { 200: Thing },
  refuses: ['check.not_found'],
  handle: async (ctx, { params }) => ({ ...THING, id: params.check_id, name: ctx.actor.user_id }),
});

export const getDefaultThing = route({
  method: 'get',
  path: '/things/default',
  summary: 'The usual thing',
  tag: 'things',
  auth: 'none',
  returns: { 200: Thing },
  refuses: [],
  handle: async () => new RawJson(JSON.stringify({ ...THING, name: 'usual' })),
});

export const submitThing = route({
  method: 'post',
  path: '/things/{check_id}/submit',
  summary: 'Submit a thing',
  tag: 'things',
  params: ThingParams,
  returns: { 204: NoContent },
  refuses: ['check.not_found', 'service.unavailable'],
  handle: async () => {},
});

export const misbehave = route({
  method: 'post',
  path: '/misbehave/{how}',
  summary: 'Break a promise',
  tag: 'odd',
  auth: 'none',
  params: Type.Object({ how: Type.String() }),
  returns: { 200: Type.Object({ ok: Type.Boolean() }), 302: NoContent },
  refuses: ['auth.too_many_attempts'],
  handle: async (_ctx, { params }) => {
    if (params.how === 'extra') return JSON.parse('{"ok":true,"password_hash":"x"}') as { ok: boolean };
    if (params.how === 'raw') return new RawJson('{"ok":1}');
    if (params.how === 'status') return reply(418 as 200, { ok: true });
    if (params.how === 'redirect') return reply(302, undefined, { Location: 'https://files.example/a' });
    if (params.how === 'limit')
      throw new DomainError('auth.too_many_attempts', { params: { retry_after: 12.2 } });
    if (params.how === 'down') throw new DomainError('service.unavailable');
    throw new Error('secret cause: postgres://user:password@db');
  },
});

export const comment = route({
  method: 'post',
  path: '/things/{check_id}/comment',
  summary: 'Comment with a photo or without',
  tag: 'things',
  params: ThingParams,
  body: Type.Object({ text: Type.String() }),
  multipart: {
    file: 'photo',
    file_required: false,
    fields: Type.Object({ text: Type.String(), page: Type.Optional(Type.Integer()) }),
  },
  returns: {
    201: Type.Object({
      text: Type.String(),
      page: Type.Integer(),
      name: Type.String(),
      size_bytes: Type.Integer(),
    }),
  },
  refuses: ['check.not_found'],
  handle: async (_ctx, { body, file }) => ({
    text: body.text,
    page: 'page' in body ? (body.page ?? 0) : 0,
    name: file?.name ?? '',
    size_bytes: file?.content.length ?? 0,
  }),
});

export const upload = route({
  method: 'post',
  path: '/uploads',
  summary: 'Upload a file',
  tag: 'files',
  multipart: { file: 'file', file_required: true, fields: Type.Object({}) },
  returns: { 201: Type.Object({ size_bytes: Type.Integer() }) },
  refuses: [],
  handle: async (_ctx, { file }) => ({ size_bytes: file?.size_bytes ?? 0 }),
});

export const login = route({
  method: 'post',
  path: '/auth/login',
  summary: 'Sign in',
  tag: 'auth',
  auth: 'none',
  form: true,
  body: Type.Object({
    username: Type.String(),
    password: Type.String(),
    grant_type: Type.Optional(Type.String()),
  }),
  returns: { 200: Type.Object({ access_token: Type.String() }) },
  refuses: ['auth.bad_credentials'],
  handle: async (_ctx, { body }) => {
    if (body.password !== 'пароль') throw new DomainError('auth.bad_credentials');
    return { access_token: body.username };
  },
});

export const exportThings = route({
  method: 'get',
  path: '/exports/things',
  summary: 'Things as text',
  tag: 'things',
  headers: { 'If-None-Match': 'The ETag of a former reply' },
  returns: { 200: binary('text/csv') },
  refuses: [],
  handle: async () =>
    reply(200, Readable.from(['a,b\n', '1,2\n']), { 'Content-Disposition': 'attachment; filename="a.csv"' }),
});

export const SAMPLE_ROUTES = [
  createThing,
  createLargeThing,
  listThings,
  getThing,
  getDefaultThing,
  submitThing,
  misbehave,
  comment,
  upload,
  login,
  exportThings,
];
