import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Client as Wire } from 'pg';
import type { Connection } from './connection';
import { unavailableOr } from './unavailable';

/** What knex's clients have and its types do not tell. */
interface KnexClient {
  acquireConnection(): Promise<Wire>;
  releaseConnection(wire: Wire): Promise<void>;
  emit(event: 'query', query: { sql: string }): void;
}

const clientOf = (connection: Connection): KnexClient => connection.client as KnexClient;

const wires = new WeakMap<Connection, Wire>();

/** To be called at the beginning of a transaction: from then on its prepared statements leave in the order of their calls. */
export async function bindWire(trx: Knex.Transaction): Promise<void> {
  wires.set(trx, await clientOf(trx).acquireConnection());
}

/**
 * Runs a statement that each connection parses and plans once; a name stands for one text, with $1, $2… for values.
 * It goes past knex to the driver: on the way of every answer what knex adds is a good part of the cost.
 */
export async function prepared<T>(
  connection: Connection,
  name: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  const client = clientOf(connection);
  const query = { name, text, values: [...values] };
  client.emit('query', { sql: text });
  const bound = wires.get(connection);
  if (bound) return rowsOf<T>(bound, query);
  const wire = await client.acquireConnection();
  try {
    return await rowsOf<T>(wire, query);
  } finally {
    await client.releaseConnection(wire);
  }
}

/** As `prepared`, for a query that knex puts together from a limited number of parts. */
export function preparedQuery<T>(connection: Connection, query: Knex.QueryBuilder): Promise<T[]> {
  const { sql, bindings } = query.toSQL().toNative();
  return prepared(connection, createHash('sha1').update(sql).digest('hex'), sql, bindings);
}

async function rowsOf<T>(wire: Wire, query: { name: string; text: string; values: unknown[] }): Promise<T[]> {
  try {
    return (await wire.query(query)).rows as T[];
  } catch (error) {
    throw unavailableOr(error);
  }
}
