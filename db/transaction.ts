import type { Knex } from 'knex';
import { type AuditRecord, chainAudit } from './audit';
import { type OutboxMessage, writeOutbox } from './outbox';
import { type Repositories, createRepositories } from './repositories';

/** A transaction at work: rows through the repositories, audit and outbox collected until the end. */
export interface Tx extends Repositories {
  trx: Knex.Transaction;
  audit: { append(record: AuditRecord): void };
  outbox: { tell(message: OutboxMessage): void };
}

export type Transaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * The one way to write. Lock order: subjects' rows sorted by id, inserts, and last the audit chain's head,
 * so that no two transactions wait for each other.
 */
export function createTransaction(pool: Knex, { audited = true } = {}): Transaction {
  return (work) =>
    pool.transaction(async (trx) => {
      const records: AuditRecord[] = [];
      const messages: OutboxMessage[] = [];
      const result = await work({
        ...createRepositories(trx),
        trx,
        audit: { append: (record) => void records.push(record) },
        outbox: { tell: (message) => void messages.push(message) },
      });
      await writeOutbox(trx, messages);
      if (audited) await chainAudit(trx, records);
      return result;
    });
}
