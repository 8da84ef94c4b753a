import type { Anchors } from '../../clients/anchors';
import type { Database } from '../../db/database';

export interface AuditActivityDeps {
  db: Pick<Database, 'read'>;
  anchors: Anchors;
  now(): Date;
}

export function createAuditActivities({ db, anchors, now }: AuditActivityDeps) {
  return {
    /** Keeps where the chain stands outside the database. Returns the object's name. */
    async anchorAudit(): Promise<string> {
      const { seq, hash } = await db.read.auditLog.head();
      return anchors.write({ seq, hash, at: now().toISOString() });
    },
  };
}

export type AuditActivities = ReturnType<typeof createAuditActivities>;
