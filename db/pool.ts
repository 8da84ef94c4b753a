import knex, { type Knex } from 'knex';
import { types } from 'pg';
import { PostgresClient } from './postgresClient';

const INT8 = 20;
const NUMERIC = 1700;
const DATE = 1082;

/** All our int8 and numeric columns are counts and scores, far inside what a double holds exactly. */
types.setTypeParser(INT8, Number);
types.setTypeParser(NUMERIC, Number);
types.setTypeParser(DATE, (text: string) => text);

export interface PoolOptions {
  url: string;
  maxConnections: number;
  applicationName: string;
}

/** What it would print is in the errors that it throws. */
const SILENT = { warn() {}, error() {}, debug() {}, deprecate() {} };

export function createPool({ url, maxConnections, applicationName }: PoolOptions): Knex {
  return knex({
    client: PostgresClient,
    connection: {
      connectionString: url,
      application_name: applicationName,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      // Statements that do not need each other's results are sent without waiting; the server keeps their order.
      pipeline: true,
    } as Knex.PgConnectionConfig, // knex hands on to pg what its own types do not name
    pool: { min: 0, max: maxConnections },
    acquireConnectionTimeout: 10_000,
    // Values would go into messages, and from there into logs.
    compileSqlOnError: false,
    log: SILENT,
  });
}
