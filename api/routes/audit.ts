import { Type } from '@sinclair/typebox';
import { listAudit } from '../../services/audit/listAudit';
import type { Services } from '../../services/context';
import { AuditEntry } from '../presenters/audit';
import { type Route, route } from '../route';
import { Timestamp, Uuid, commaList, listOf, listQuery } from '../schemas';
import { decodeSeq, encodeSeq } from '../seqCursor';

const Word = Type.String({ minLength: 1, maxLength: 100 });

export function auditRoutes(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/audit/',
      tag: 'Audit',
      summary: 'Who changed what, newest first',
      description:
        'Entries of your area and those below it; without an area, all. `from` ≤ timestamp < `to`.',
      query: listQuery({
        user_id: Type.Optional(Uuid),
        entity_type: Type.Optional(commaList(Word)),
        entity_id: Type.Optional(Uuid),
        action: Type.Optional(commaList(Word)),
        from: Type.Optional(Timestamp),
        to: Type.Optional(Timestamp),
      }),
      returns: { 200: listOf(AuditEntry) },
      refuses: [],
      handle: async ({ actor }, { query }) => {
        const { limit, cursor, from, to, ...filter } = query;
        const { items, next } = await listAudit(
          { ...services, actor },
          { ...filter, ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) },
          { limit, ...(cursor !== undefined && { before: decodeSeq(cursor) }) },
        );
        return { items, next_cursor: next === null ? null : encodeSeq(next) };
      },
    }),
  ];
}
