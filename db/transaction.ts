import type { Knex } from 'knex';
import { type AuditRecord, chainAudit, lockAuditHead } from './audit';
import { bindWire } from './prepared';
import { type OutboxMessage, writeOutbox } from './outbox';
import { type Repositories, createRepositories } from './repositories';

/** A transaction at work: rows through the repositories, audit and outbox collected until the end. */
export interface Tx extends Repositories {
  trx: Knex.Transaction;
  audit: { append(record: AuditRecord): void };
  outbox: { tell(message: OutboxMessage): void };
}

export interface TransactionOptions {
  /** False only for measuring what the audit chain costs. */
  audited?: boolean;
  /** Notices are also told to the process that mails them. */
  tellsByMail?: boolean;
  /** And to the same process for those whom the bot can reach. */
  tellsByTelegram?: boolean;
}

export type Transaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * The one way to write. Lock order: subjects' rows sorted by id, inserts, and last the audit chain's head,
 * so that no two transactions wait for each other.
 */
export function createTransaction(
  pool: Knex,
  { audited = true, tellsByMail: mail = false, tellsByTelegram: telegram = false }: TransactionOptions = {},
): Transaction {
  return async (work) => {
    let chained: Promise<void> | undefined;
    const result = await pool.transaction(async (trx) => {
      await bindWire(trx);
      const records: AuditRecord[] = [];
      const messages: OutboxMessage[] = [];
      const repositories = createRepositories(trx);
      const outbox: Tx['outbox'] = { tell: (message) => void messages.push(message) };
      const done = await work({
        ...repositories,
        ...((mail || telegram) && { notices: tellingOn(repositories.notices, outbox, { mail, telegram }) }),
        trx,
        audit: { append: (record) => void records.push(record) },
        outbox,
      });
      const mustChain = audited && records.length > 0;
      const [, head] = await Promise.all([
        writeOutbox(trx, messages),
        mustChain ? lockAuditHead(trx) : undefined,
      ]);
      // COMMIT follows on the wire without waiting, so that others wait for the head for one round trip less. If this
      // statement fails, the server makes a ROLLBACK of the COMMIT, and the caller hears of it below.
      chained = head && chainAudit(trx, head, records);
      chained?.catch(() => undefined);
      return done;
    });
    await chained;
    return result;
  };
}

function tellingOn(
  notices: Repositories['notices'],
  outbox: Tx['outbox'],
  by: { mail: boolean; telegram: boolean },
): Repositories['notices'] {
  return {
    ...notices,
    async tell(what) {
      const told = await notices.tell(what);
      for (const id of told.length > 0 ? await notices.reachable(told, by) : [])
        outbox.tell({ subject: `user:${id}`, kind: 'facts' });
      return told;
    },
  };
}
