import { type Static, type TObject, Type } from '@sinclair/typebox';
import type { AuditFilter } from '../../db/repositories/auditLog';
import { authorize } from '../../policies/authorize';
import { exportAudit } from '../../services/audit/exportAudit';
import { verifyAudit } from '../../services/audit/verifyAudit';
import { listAudit } from '../../services/audit/listAudit';
import type { Services } from '../../services/context';
import { AuditEntry } from '../presenters/audit';
import { reply } from '../reply';
import { type Route, route } from '../route';
import { Timestamp, Uuid, binary, commaList, listOf, listQuery, nullable } from '../schemas';
import { decodeSeq, encodeSeq } from '../seqCursor';

const filters = {
  user_id: Type.Optional(Uuid),
  entity_type: Type.Optional(commaList(Type.String({ minLength: 1, maxLength: 100 }))),
  entity_id: Type.Optional(Uuid),
  action: Type.Optional(commaList(Type.String({ minLength: 1, maxLength: 100 }))),
  from: Type.Optional(Timestamp),
  to: Type.Optional(Timestamp),
};

const Verdict = Type.Object(
  {
    ok: Type.Boolean(),
    entries: Type.Integer({ description: 'Entries looked at' }),
    head: Type.Object({ seq: Type.Integer(), hash: Type.String() }),
    first_bad_seq: nullable(
      Type.Integer({ description: 'The first entry that is altered, missing, or one too many' }),
    ),
    anchors: nullable(
      Type.Object(
        {
          checked: Type.Integer(),
          superseded: Type.Integer({ description: 'Those of entries that a restored backup does not hold' }),
          first_bad: nullable(Type.String()),
          public_key: Type.String(),
        },
        { description: 'Signed daily outside the database; null while the storage cannot be read' },
      ),
    ),
  },
  { $id: 'AuditVerdict' },
);

export function auditRoutes(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/audit/',
      tag: 'Audit',
      summary: 'Who changed what, newest first',
      description:
        'Entries of your area and those below it; without an area, all. `from` ≤ timestamp < `to`.',
      query: listQuery(filters),
      returns: { 200: listOf(AuditEntry) },
      refuses: [],
      handle: async ({ actor }, { query }) => {
        const { limit, cursor, ...filter } = query;
        const page = { limit, ...(cursor !== undefined && { before: decodeSeq(cursor) }) };
        const { items, next } = await listAudit({ ...services, actor }, auditFilter(filter), page);
        return { items, next_cursor: next === null ? null : encodeSeq(next) };
      },
    }),
    route({
      method: 'get',
      path: '/audit/verify',
      tag: 'Audit',
      summary: 'Compute the chain anew and say where it breaks',
      query: Type.Object({ from_seq: Type.Optional(Type.Integer({ minimum: 1 })) }),
      returns: { 200: Verdict },
      refuses: [],
      handle: async ({ actor }, { query }) => {
        authorize(actor, 'view', 'AuditEntry');
        const { anchors, ...verdict } = await verifyAudit(services, query.from_seq);
        return { ...verdict, anchors: anchors && { ...anchors, public_key: services.anchors.publicKey } };
      },
    }),
    route({
      method: 'get',
      path: '/audit/export',
      tag: 'Audit',
      summary: 'The same entries as CSV',
      query: Type.Object(filters),
      returns: { 200: binary('text/csv') },
      refuses: [],
      handle: async ({ actor }, { query }) => {
        authorize(actor, 'view', 'AuditEntry');
        const csv = exportAudit({ ...services, actor }, auditFilter(query));
        return reply(200, csv, { 'Content-Disposition': 'attachment; filename="audit.csv"' });
      },
    }),
  ];
}

function auditFilter({ from, to, ...filter }: Static<TObject<typeof filters>>): AuditFilter {
  return { ...filter, ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) };
}
