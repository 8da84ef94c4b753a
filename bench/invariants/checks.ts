import { createHash } from 'node:crypto';
import type { Database } from '../../db/database';
import { evaluateRows } from '../../db/evaluation';
import type { TemplateVersionInUse } from '../../db/templateVersions';
import type { ListedCheck } from '../../db/repositories/checks';
import type { Ledger } from '../chaos/ledger';
import { type Fault, doubled, lost, unexplained } from './fault';
import { type TimelineEvent, momentFaults } from './moments';

export interface CheckStores {
  db: Database;
  /** Left out where no reports are made. */
  readObject?: (key: string) => Promise<Buffer>;
}

/** All that one check's own rows can show to be wrong. */
export async function checkFaults(
  stores: CheckStores,
  ledger: Ledger,
  check: ListedCheck,
  template: TemplateVersionInUse,
): Promise<Fault[]> {
  const { pool } = stores.db;
  const now = new Date();
  const events = (await pool('check_events').where({ check_id: check.id }).orderBy('seq')) as TimelineEvent[];
  return [
    ...momentFaults(check.id, template.settings, events, now),
    ...levelFaults(check, events),
    ...commandFaults(check.id, ledger, events),
    ...(await noticeFaults(stores.db, check.id, events)),
    ...(await auditCountFaults(stores.db, check.id, events)),
    ...(await endFaults(stores, check, template)),
  ];
}

function levelFaults(check: ListedCheck, events: readonly TimelineEvent[]): Fault[] {
  let level = 0;
  for (const { kind, data } of events) {
    if (kind === 'due_moved' || (kind === 'returned' && data.due)) level = 0;
    if (kind === 'escalated') level += 1;
    if (kind === 'escalated' && data.level !== level)
      return [unexplained(`I3 level ${data.level} of check ${check.id} follows ${level - 1}`)];
  }
  return level === check.escalation_level
    ? []
    : [unexplained(`I3 the level of check ${check.id} is not ${level}`)];
}

const COMMANDED = ['submitted', 'accepted', 'returned', 'due_moved', 'declined'] as const;

/** Each acknowledged command was carried out, and none that nobody gave. */
function commandFaults(check_id: string, ledger: Ledger, events: readonly TimelineEvent[]): Fault[] {
  return COMMANDED.flatMap((kind) => {
    const sent = ledger.commands.filter((command) => command.check_id === check_id && command.kind === kind);
    const least = sent.filter(({ outcome }) => outcome === 'acknowledged').length;
    const found = events.filter((event) => event.kind === kind).length;
    if (found < least) return [lost(`${kind} of check ${check_id}`)];
    const most = sent.filter(({ outcome }) => outcome !== 'refused').length;
    return found > most ? [doubled(`${kind} of check ${check_id}`)] : [];
  });
}

/** I3: whoever an escalation or a reminder names has heard of it once. */
async function noticeFaults(
  db: Database,
  check_id: string,
  events: readonly TimelineEvent[],
): Promise<Fault[]> {
  const told = await db
    .pool('notices')
    .where({ check_id })
    .whereIn('kind', ['overdue', 'escalation', 'reminder']);
  const due = events.flatMap(({ kind, data }) => {
    if (kind === 'reminded' && !data.skipped) return [data.executor_id];
    return kind === 'escalated' && !data.review ? (data.to as string[]) : [];
  });
  if (told.length < due.length) return [lost(`I3 ${due.length - told.length} notices of check ${check_id}`)];
  return told.length > due.length
    ? [doubled(`I3 ${told.length - due.length} notices of check ${check_id}`)]
    : [];
}

/** I5: one audit entry for every change. */
async function auditCountFaults(
  db: Database,
  id: string,
  events: readonly TimelineEvent[],
): Promise<Fault[]> {
  const count = async (table: string, where: object) =>
    Number((await db.pool(table).where(where).count('* as n').first())?.n);
  const entries = await count('audit_log', { entity_id: id });
  const putOff = await count('audit_log', { entity_id: id, action: 'check.put_off_miss' });
  const facts = (await count('answers', { check_id: id })) + (await count('comments', { check_id: id }));
  const moves = events.filter(({ kind }) => kind !== 'opened' && kind !== 'report_ready').length;
  const changes = 1 + facts + moves + putOff;
  return entries === changes
    ? []
    : [unexplained(`I5 check ${id}: ${changes} changes, ${entries} audit entries`)];
}

/** I4: a completed check has its reports, and their objects are what was hashed. I7: nothing required is missing. */
async function endFaults(
  { db, readObject }: CheckStores,
  check: ListedCheck,
  template: TemplateVersionInUse,
): Promise<Fault[]> {
  if (check.status !== 'completed') return [];
  const { missing } = await evaluateRows(db.read, check, template);
  const faults = missing.map(({ path }) =>
    unexplained(`I7 ${path} of completed check ${check.id} is missing`),
  );
  const reports = await db.pool('reports').where({ check_id: check.id });
  for (const format of template.settings.report_formats) {
    const [report, ...more] = reports.filter((row) => row.format === format);
    if (!report) faults.push(lost(`I4 the ${format} of check ${check.id}`));
    else if (more.length > 0) faults.push(doubled(`I4 the ${format} of check ${check.id}`));
    else if (report.status !== 'ready')
      faults.push(lost(`I4 the ${format} of check ${check.id} is ${report.status}`));
    else if (readObject && report.sha256 !== sha256(await readObject(report.object_key)))
      faults.push(unexplained(`I4 the ${format} of check ${check.id} is not what was hashed`));
  }
  return faults;
}

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
