import type { Client } from '@temporalio/client';
import type { Database } from '../../db/database';
import { createOutboxQueue } from '../../db/repositories/outboxQueue';
import { createTemplateVersions } from '../../db/templateVersions';
import type { Ledger } from '../chaos/ledger';
import { answerFaults } from './answers';
import { auditFaults } from './audit';
import { type CheckStores, checkFaults } from './checks';
import { type Fault, doubled, lost, unexplained } from './fault';
import { processFaults } from './processes';
import { slotFaults } from './slots';

export interface Stores extends CheckStores {
  temporal: Client;
}

/** Holds the stores against what the clients were told. Empty once everything has settled, however often it was killed. */
export async function invariantFaults(stores: Stores, ledger: Ledger): Promise<Fault[]> {
  const { db, temporal } = stores;
  const templates = createTemplateVersions(db.read);
  const ids = (await db.pool('checks').pluck('id')) as string[];
  const faults = [
    ...(await answerFaults(db.pool, ledger)),
    ...(await auditFaults(db.pool)),
    ...openingFaults(ids, new Set([...ledger.opened, ...(await openedBySchedule(db.pool))])),
    ...(await slotFaults(db)),
  ];
  for (const id of ids) {
    const check = await db.read.checks.find(id);
    if (!check) continue;
    const template = await templates.get(check.template_id, check.template_version);
    faults.push(...(await checkFaults(stores, ledger, check, template)));
    faults.push(...(await processFaults(temporal, db, check, template)));
  }
  const { messages } = await createOutboxQueue(db.pool).state();
  if (messages > 0) faults.push(unexplained(`I6 ${messages} messages are left in the outbox`));
  return faults;
}

async function openedBySchedule(pool: Database['pool']): Promise<string[]> {
  return pool('slot_entries').whereNotNull('check_id').pluck('check_id');
}

function openingFaults(ids: readonly string[], opened: ReadonlySet<string>): Fault[] {
  const found = new Set(ids);
  const gone = [...opened].filter((id) => !found.has(id));
  const more = ids.filter((id) => !opened.has(id));
  return [
    ...gone.map((id) => lost(`check ${id}`)),
    ...more.map((id) => doubled(`check ${id} is there beside the one that was acknowledged`)),
  ];
}
