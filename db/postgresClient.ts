import type { Knex } from 'knex';
import { unavailableOr } from './unavailable';

type Acquire = () => Promise<unknown>;
type Query = (connection: unknown, query: object) => Promise<unknown>;

// eslint-disable-next-line @typescript-eslint/no-require-imports -- knex gives its dialects no types
const Dialect = require('knex/lib/dialects/postgres') as typeof Knex.Client;
const base = Dialect.prototype as unknown as { acquireConnection: Acquire; _query: Query };

/** Knex's client for Postgres, of which every caller learns alike that the database cannot be reached. */
export class PostgresClient extends Dialect {
  override async acquireConnection(): Promise<unknown> {
    try {
      return await base.acquireConnection.call(this);
    } catch (error) {
      throw unavailableOr(error);
    }
  }

  async _query(connection: unknown, query: object): Promise<unknown> {
    try {
      return await base._query.call(this, connection, query);
    } catch (error) {
      throw unavailableOr(error);
    }
  }
}
