import { Type } from '@sinclair/typebox';
import { Timestamp, Uuid, nullable, oneOf } from '../schemas';

const Fields = nullable(Type.Record(Type.String(), Type.Unknown()));

/** Nothing beside what is hashed may be shown, or a reader could not verify the chain. */
export const AuditEntry = Type.Object(
  {
    id: Uuid,
    seq: Type.Integer(),
    actor_kind: oneOf(['user', 'system', 'schedule', 'integration']),
    user_id: nullable(Uuid),
    address: nullable(Type.String()),
    area_id: nullable(Uuid),
    entity_type: Type.String(),
    entity_id: Uuid,
    action: Type.String({ description: '`<entity>.<act>`' }),
    diff: Type.Object({ before: Fields, after: Fields }, { description: 'Changed fields only' }),
    timestamp: Timestamp,
    prev_hash: Type.String({ description: 'Of the entry before; 64 zeros in the first' }),
    hash: Type.String({
      description: 'Hex SHA-256 of prev_hash + the RFC 8785 canonical JSON of the entry without hash',
    }),
  },
  { $id: 'AuditEntry' },
);
