import type { AuditRecord } from './audit';
import { createGroupCommit } from './groupCommit';
import type { OutboxMessage } from './outbox';
import type { NewCheck } from './repositories/checks';
import type { NewEvent } from './repositories/events';
import type { NewNotice } from './repositories/notices';
import type { Transaction, Tx } from './transaction';

/** A check that is being opened, with all that is written beside it. */
export interface Opening {
  check: NewCheck;
  event: NewEvent;
  notice: NewNotice;
  message: OutboxMessage;
  record: AuditRecord;
}

/** Opens checks by group commit. */
export function createOpenings(transaction: Transaction): (opening: Opening) => Promise<void> {
  return createGroupCommit<Opening, void>({
    write: (openings) =>
      transaction(async (tx) => {
        await writeOpenings(tx, openings);
        return openings.map(() => undefined);
      }),
  });
}

export async function writeOpenings(tx: Tx, openings: readonly Opening[]): Promise<void> {
  for (const { message, record } of openings) {
    tx.outbox.tell(message);
    tx.audit.append(record);
  }
  await Promise.all([
    tx.checks.insertAll(openings.map(({ check }) => check)),
    tx.events.appendAll(openings.map(({ event }) => event)),
    tx.notices.tell(openings.map(({ notice }) => notice)),
  ]);
}
