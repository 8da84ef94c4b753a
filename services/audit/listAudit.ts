import type { AuditEntry } from '../../db/audit';
import type { AuditFilter } from '../../db/repositories/auditLog';
import { AUDIT_SCOPE, scopeOf } from '../../db/scope';
import { abilityOf } from '../../policies/ability';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';

export interface AuditPage {
  items: AuditEntry[];
  /** The `seq` that the next page ends before. */
  next: number | null;
}

/** Entries of the caller's area and those below it, newest first. */
export async function listAudit(
  ctx: ServiceContext,
  filter: AuditFilter,
  page: { limit: number; before?: number },
): Promise<AuditPage> {
  authorize(ctx.actor, 'view', 'AuditEntry');
  const scope = scopeOf(abilityOf(ctx.actor), 'view', 'AuditEntry', AUDIT_SCOPE);
  return ctx.db.read.auditLog.list(scope, filter, page);
}
