import type { OwedPage, OwedProcess } from '../../db/repositories/processes';
import { SYSTEM } from '../../domain/actor';
import type { MendedProcess, ProcessDeps } from './deps';

const PAGE = 200;
/** A row's own message needs this long to be delivered, also under load. */
const FRESH_MS = 60_000;
/** What a person was not told in this time, somebody has to have lost. */
const TELLING_MS = 10 * 60_000;
/** A notice is taken up anew for so long: beyond, its way is closed for good. */
const LOST_MS = 40 * 60_000;

const WORKFLOWS = { check: 'check', action: 'action', report: 'report', user: 'notify' } as const;

/** Starts, by the outbox, every process that the rows owe and that does not run; leaves an audit entry of each. */
export async function startMissing(deps: ProcessDeps, alive: () => void): Promise<MendedProcess[]> {
  const { db, now, tellsBy } = deps;
  const mended: MendedProcess[] = [];
  const before = new Date(now().getTime() - FRESH_MS);
  for (const [subject, pageOf] of [
    ['check', db.read.processes.checks],
    ['action', db.read.processes.actions],
    ['report', db.read.processes.reports],
  ] as const)
    for await (const page of pagesOf(pageOf, before)) {
      alive();
      mended.push(...(await startThose(deps, subject, page)));
    }
  const [since, until] = [LOST_MS, TELLING_MS].map((ms) => new Date(now().getTime() - ms)) as [Date, Date];
  const people = await db.read.processes.people(since, until, tellsBy);
  for (let first = 0; first < people.length; first += PAGE) {
    alive();
    mended.push(...(await startThose(deps, 'user', people.slice(first, first + PAGE))));
  }
  return mended;
}

async function* pagesOf(
  pageOf: (at: OwedPage) => Promise<OwedProcess[]>,
  before: Date,
): AsyncGenerator<OwedProcess[]> {
  for (let after: string | null = null; ; ) {
    const page: OwedProcess[] = await pageOf({ after, before, limit: PAGE });
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)?.id ?? null;
  }
}

async function startThose(
  { db, processes }: ProcessDeps,
  subject: MendedProcess['subject'],
  owed: readonly OwedProcess[],
): Promise<MendedProcess[]> {
  const workflowOf = ({ id }: OwedProcess) => `${WORKFLOWS[subject]}-${id}`;
  const running = await processes.running(owed.map(workflowOf));
  const missing = owed.filter((one) => !running.has(workflowOf(one)));
  if (missing.length > 0)
    await db.transaction(async (tx) => {
      for (const { id, area_id } of missing) {
        const kind = subject === 'user' ? 'facts' : 'start';
        tx.outbox.tell({ subject: `${subject}:${id}`, kind, payload: { again: true } });
        tx.audit.append({
          actor: SYSTEM,
          action: `${subject}.mend_process`,
          entity_id: id,
          area_id,
          diff: { before: { process: 'missing' }, after: { process: 'started' } },
        });
      }
    });
  return missing.map(({ id }) => ({ subject, id, what: 'started' }));
}
