import type { Knex } from 'knex';

/** Either the pool or a transaction. */
export type Connection = Knex | Knex.Transaction;
