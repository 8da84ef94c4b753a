import type { ProcessStanding } from '../../db/repositories/processes';
import { SYSTEM } from '../../domain/actor';
import type { MendedProcess, ProcessDeps } from './deps';

/** A process hears of its row's end in this time by itself. */
const QUIET_MS = 10 * 60_000;
const REASON =
  'Its row is not in the database: it was made after the backup from which the database was restored.';

const TYPES = { check: 'checkWorkflow', action: 'correctiveActionWorkflow' } as const;

/**
 * Ends the processes whose row has vanished, and has those read their row anew that go on after its end; leaves an
 * audit entry of each.
 */
export async function endOrphans(deps: ProcessDeps, alive: () => void): Promise<MendedProcess[]> {
  const { db, processes, now } = deps;
  const mended: MendedProcess[] = [];
  const quietSince = new Date(now().getTime() - QUIET_MS);
  for (const [subject, standingsOf] of [
    ['check', db.read.processes.checkStandings],
    ['action', db.read.processes.actionStandings],
  ] as const)
    for await (const page of processes.pages(TYPES[subject])) {
      alive();
      const ids = page.map((workflowId) => workflowId.slice(subject.length + 1)).filter(isUuid);
      const standings = await standingsOf(ids, quietSince);
      const known = new Set(standings.map(({ id }) => id));
      const orphans = ids.filter((id) => !known.has(id)).map((id) => ({ id, area_id: null }));
      mended.push(...(await end(deps, subject, orphans)));
      mended.push(
        ...(await tell(
          deps,
          subject,
          standings.filter(({ settled }) => settled),
        )),
      );
    }
  return mended;
}

async function end(
  { db, processes }: ProcessDeps,
  subject: keyof typeof TYPES,
  orphans: readonly { id: string; area_id: null }[],
): Promise<MendedProcess[]> {
  const running = await processes.running(orphans.map(({ id }) => `${subject}-${id}`));
  const found = orphans.filter(({ id }) => running.has(`${subject}-${id}`));
  for (const { id } of found) await processes.terminate(`${subject}-${id}`, REASON);
  await record(db, subject, found, 'orphaned', 'ended');
  return found.map(({ id }) => ({ subject, id, what: 'ended' }));
}

async function tell(
  { db, processes }: ProcessDeps,
  subject: keyof typeof TYPES,
  settled: readonly ProcessStanding[],
): Promise<MendedProcess[]> {
  const running = await processes.running(settled.map(({ id }) => `${subject}-${id}`));
  const found = settled.filter(({ id }) => running.has(`${subject}-${id}`));
  await record(db, subject, found, 'running', 'told', true);
  return found.map(({ id }) => ({ subject, id, what: 'told' }));
}

async function record(
  db: ProcessDeps['db'],
  subject: keyof typeof TYPES,
  found: readonly { id: string; area_id: string | null }[],
  before: string,
  after: string,
  tells = false,
): Promise<void> {
  if (found.length === 0) return;
  await db.transaction(async (tx) => {
    for (const { id, area_id } of found) {
      if (tells) tx.outbox.tell({ subject: `${subject}:${id}`, kind: 'timing' });
      tx.audit.append({
        actor: SYSTEM,
        action: `${subject}.mend_process`,
        entity_id: id,
        area_id,
        diff: { before: { process: before }, after: { process: after } },
      });
    }
  });
}

const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
