import type { AuditFilter } from '../../../db/repositories/auditLog';
import type { AuditEntry } from '../../../db/audit';
import { listAudit } from '../../../services/audit/listAudit';
import { decodeSeq, encodeSeq } from '../../seqCursor';
import { type ListArgs, connectionOf, connectionTypes, filterOf, limitOf } from '../connection';
import type { Resolver } from '../context';

export const typeDefs = `
  extend type Query {
    "Who changed what in the caller's area and those below it, newest first"
    auditEntries(first: Int = 50, after: String, filter: AuditFilter): AuditEntryConnection
  }

  "from ≤ timestamp < to"
  input AuditFilter {
    userId: ID
    entityType: [String!]
    entityId: ID
    action: [String!]
    from: DateTime
    to: DateTime
  }

  type AuditEntry {
    id: ID!
    seq: Int!
    actorKind: ActorKind!
    userId: ID
    "Null where the caller may not see the user"
    user: User
    address: String
    areaId: ID
    area: Area
    entityType: String!
    entityId: ID!
    "<entity>.<act>"
    action: String!
    "{before, after} with changed fields only"
    diff: JSON!
    timestamp: DateTime!
    "Of the entry before; 64 zeros in the first"
    prevHash: String!
    "Hex SHA-256 of prevHash + the RFC 8785 canonical JSON of the entry, as REST gives it, without hash"
    hash: String!
  }
  ${connectionTypes('AuditEntry')}
`;

const auditEntries: Resolver<unknown, ListArgs> = async (_source, args, { services, clock }) => {
  const before = args.after ? decodeSeq(args.after, '?after') : undefined;
  const page = { limit: limitOf(args, clock), ...(before !== undefined && { before }) };
  const { items, next } = await listAudit(services, filterOf<AuditFilter>(args), page);
  return connectionOf(items, {
    cursorOf: ({ seq }) => encodeSeq(seq),
    hasNext: next !== null,
    after: args.after,
  });
};

export const resolvers = {
  Query: { auditEntries },
  AuditEntry: {
    user: (({ user_id }, _args, { load }) => user_id && load.users.load(user_id)) as Resolver<AuditEntry>,
    area: (({ area_id }, _args, { load }) => area_id && load.areas.load(area_id)) as Resolver<AuditEntry>,
  },
};
