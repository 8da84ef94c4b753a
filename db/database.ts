import type { Knex } from 'knex';
import { type PoolOptions, createPool } from './pool';
import { type Opening, createOpenings } from './openings';
import { type Repositories, createRepositories } from './repositories';
import { type Singles, createSingles } from './singles';
import { type Transaction, type TransactionOptions, createTransaction } from './transaction';

export interface Database {
  pool: Knex;
  /** Repositories outside any transaction, for reading. */
  read: Repositories;
  /** As `read`, for single things; requests at the same time share statements. */
  single: Singles;
  transaction: Transaction;
  /** Opens a check; those at the same time share a transaction. */
  open(opening: Opening): Promise<void>;
  close(): Promise<void>;
}

export function createDatabase(options: PoolOptions & TransactionOptions): Database {
  const pool = createPool(options);
  const read = createRepositories(pool);
  const transaction = createTransaction(pool, options);
  return {
    pool,
    read,
    single: createSingles(read),
    transaction,
    open: createOpenings(transaction),
    close: () => pool.destroy(),
  };
}
