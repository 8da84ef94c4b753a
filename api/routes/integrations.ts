import { type Static, Type } from '@sinclair/typebox';
import type { BitrixCallFilter, BitrixCallRow } from '../../db/repositories/bitrixCalls';
import type { BitrixUserRow } from '../../db/repositories/bitrixUsers';
import { BITRIX_CALL_STATUSES } from '../../domain/bitrixCall';
import type { Services } from '../../services/context';
import { listBitrixCalls } from '../../services/integrations/bitrix/listBitrixCalls';
import { listBitrixUsers } from '../../services/integrations/bitrix/listBitrixUsers';
import { replaceBitrixUsers } from '../../services/integrations/bitrix/replaceBitrixUsers';
import { pageJson, pageRequest, withoutPaging } from '../paging';
import { type Route, route } from '../route';
import { Timestamp, Uuid, commaList, listOf, listQuery, nullable, oneOf } from '../schemas';

const tag = 'Integrations';

const BitrixCall = Type.Object(
  {
    id: Uuid,
    at: Timestamp,
    direction: oneOf(['out', 'in'], { description: '`in`: an event that Bitrix24 told us' }),
    method: Type.String(),
    action_id: nullable(Uuid),
    status: oneOf(BITRIX_CALL_STATUSES, {
      description: '`retryable`: tried again until it passes; `refused`: a repeat would be refused too',
    }),
    http_status: nullable(Type.Integer()),
    duration_ms: Type.Integer(),
    request: Type.Unknown({ description: 'Shortened, without secrets' }),
    response: Type.Unknown({ description: 'Shortened, without secrets' }),
    error: nullable(Type.String()),
  },
  { $id: 'BitrixCall' },
);

const CallFilters = listQuery({
  action_id: Type.Optional(Uuid),
  status: Type.Optional(commaList(oneOf(BITRIX_CALL_STATUSES))),
  method: Type.Optional(commaList(Type.String({ minLength: 1, maxLength: 100 }))),
  direction: Type.Optional(oneOf(['out', 'in'])),
  from: Type.Optional(Timestamp),
  to: Type.Optional(Timestamp),
});

const BitrixId = Type.String({ pattern: '^[1-9][0-9]{0,17}$', description: 'Number of the employee there' });

const BitrixUsers = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        user_id: Uuid,
        full_name: Type.String(),
        email: nullable(Type.String()),
        bitrix_id: BitrixId,
        updated_at: Timestamp,
      }),
    ),
  },
  { $id: 'BitrixUsers' },
);

const MappingInput = Type.Object(
  { items: Type.Array(Type.Object({ user_id: Uuid, bitrix_id: BitrixId }), { maxItems: 5_000 }) },
  { $id: 'BitrixUsersInput' },
);

export function integrationRoutes(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/integrations/bitrix/calls',
      tag,
      summary: 'Calls to and from Bitrix24, newest first',
      description: '`from` ≤ at < `to`.',
      query: CallFilters,
      returns: { 200: listOf(BitrixCall) },
      refuses: [],
      handle: async ({ actor }, { query }) => {
        const page = await listBitrixCalls({ ...services, actor }, filterOf(query), pageRequest(query));
        return pageJson(page, callJson);
      },
    }),
    route({
      method: 'get',
      path: '/integrations/bitrix/users',
      tag,
      summary: 'Whose Bitrix24 account is whose, where the e-mail does not tell',
      returns: { 200: BitrixUsers },
      refuses: [],
      handle: async ({ actor }) => usersJson(await listBitrixUsers({ ...services, actor })),
    }),
    route({
      method: 'put',
      path: '/integrations/bitrix/users',
      tag,
      summary: 'Put that table anew as a whole',
      description: 'People who do not stand in it are found by their e-mail.',
      body: MappingInput,
      returns: { 200: BitrixUsers },
      refuses: ['bitrix.bad_mapping'],
      handle: async ({ actor }, { body }) =>
        usersJson(await replaceBitrixUsers({ ...services, actor }, body.items)),
    }),
  ];
}

function filterOf(query: Static<typeof CallFilters>): BitrixCallFilter {
  const { from, to, ...filter } = withoutPaging(query);
  return { ...filter, ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) };
}

function callJson({ created_at, ...call }: BitrixCallRow) {
  return {
    ...{ id: call.id, at: created_at.toISOString(), direction: call.direction, method: call.method },
    ...{ action_id: call.action_id, status: call.status, http_status: call.http_status },
    ...{ duration_ms: call.duration_ms, request: call.request, response: call.response, error: call.error },
  };
}

function usersJson(rows: readonly BitrixUserRow[]) {
  return { items: rows.map((row) => ({ ...row, updated_at: row.updated_at.toISOString() })) };
}
