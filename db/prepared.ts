import type { Knex } from 'knex';
import type { Connection } from './connection';

/** Runs a statement that each connection parses and plans once. A name stands for one text. */
export async function prepared<T>(
  connection: Connection,
  name: string,
  sql: string,
  values: readonly unknown[],
): Promise<T[]> {
  const query = connection.raw(sql, values as Knex.RawBinding[]).options({ name });
  return ((await query) as { rows: T[] }).rows;
}
