import type { Knex } from 'knex';
import { type PoolOptions, createPool } from './pool';
import { type Repositories, createRepositories } from './repositories';
import { type Transaction, createTransaction } from './transaction';

export interface Database {
  pool: Knex;
  /** Repositories outside any transaction, for reading. */
  read: Repositories;
  transaction: Transaction;
  close(): Promise<void>;
}

/** `audited: false` leaves out the audit chain: for measuring what it costs, and nothing else. */
export function createDatabase(options: PoolOptions & { audited?: boolean }): Database {
  const pool = createPool(options);
  return {
    pool,
    read: createRepositories(pool),
    transaction: createTransaction(pool, options),
    close: () => pool.destroy(),
  };
}
