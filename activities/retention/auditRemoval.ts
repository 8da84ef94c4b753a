import type { AuditRecord } from '../../db/audit';
import { SYSTEM } from '../../domain/actor';
import type { RetentionKind } from '../../domain/retention';

/** One batch that went; `removed` says which, where that matters. */
export function removalRecord(
  runId: string,
  kind: RetentionKind,
  before: Date,
  removed: { count: number; bytes?: number; ids?: string[]; keys?: string[] },
): AuditRecord {
  return {
    actor: SYSTEM,
    action: 'retention.remove',
    entity_id: runId,
    area_id: null,
    diff: { before: { kind, older_than: before.toISOString(), ...removed }, after: null },
  };
}
