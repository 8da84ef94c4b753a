import type { AuditRecord } from './audit';
import type { Database } from './database';
import { createOpenings } from './openings';
import type { OutboxMessage } from './outbox';
import { createSingles } from './singles';
import type { Transaction, Tx } from './transaction';

/**
 * The database as a transaction under way sees it: what a caller takes for its own transactions are steps of this one,
 * committed or undone as a whole. A step that fails is undone alone.
 */
export function withinTransaction(db: Database, tx: Tx): Database {
  let former: Promise<unknown> = Promise.resolve();
  const transaction: Transaction = (work) => {
    // Savepoints nest: one step begins when the one before it has ended.
    const step = former.then(() => takeStep(tx, work));
    former = step.catch(() => undefined);
    return step;
  };
  // Every way to read and to write is named anew: one left as it is would go round the transaction.
  return {
    pool: tx.trx,
    read: tx,
    single: createSingles(tx),
    transaction,
    open: createOpenings(transaction),
    close: db.close,
  };
}

async function takeStep<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const records: AuditRecord[] = [];
  const messages: OutboxMessage[] = [];
  await tx.trx.raw('savepoint step');
  try {
    const result = await work({
      ...tx,
      audit: { append: (record) => void records.push(record) },
      outbox: { tell: (message) => void messages.push(message) },
    });
    await tx.trx.raw('release savepoint step');
    records.forEach(tx.audit.append);
    messages.forEach(tx.outbox.tell);
    return result;
  } catch (error) {
    // Where the connection is gone there is nothing to undo, and the first error is the one to tell.
    await tx.trx.raw('rollback to savepoint step').catch(() => undefined);
    throw error;
  }
}
