import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { type Fault, unexplained } from './fault';

interface Entry extends Record<string, unknown> {
  seq: number;
  timestamp: Date;
  prev_hash: string;
  hash: string;
}

/** I5: the chain recomputed from its first entry. */
export async function auditFaults(rows: Knex): Promise<Fault[]> {
  const entries = (await rows('audit_log').orderBy('seq')) as Entry[];
  const faults: Fault[] = [];
  let last = '0'.repeat(64);
  entries.forEach(({ hash, ...entry }, index) => {
    if (entry.seq !== index + 1)
      faults.push(unexplained(`I5 audit entry ${entry.seq} stands at place ${index + 1}`));
    if (entry.prev_hash !== last)
      faults.push(unexplained(`I5 audit entry ${entry.seq} does not follow the one before`));
    const told = canonicalJson({ ...entry, timestamp: entry.timestamp.toISOString() });
    if (
      hash !==
      createHash('sha256')
        .update(entry.prev_hash + told)
        .digest('hex')
    )
      faults.push(unexplained(`I5 audit entry ${entry.seq} is not what was hashed`));
    last = hash;
  });
  const head = await rows('audit_head').first('seq', 'hash');
  if (head.seq !== entries.length || head.hash !== last)
    faults.push(unexplained('I5 the head is not the last audit entry'));
  return faults;
}

/** RFC 8785 read anew, so that the product's own canonical form is not judged by itself. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}
