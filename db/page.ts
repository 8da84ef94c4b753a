import type { Knex } from 'knex';
import type { QueryBuilder, Model } from 'objection';

/** A place in a list ordered by age, newest first. */
export interface Cursor {
  created_at: Date;
  id: string;
}

export interface PageRequest {
  limit: number;
  after?: Cursor;
}

export interface Page<T> {
  items: T[];
  next: Cursor | null;
}

export const BY_AGE = (table: string) => [
  { column: `${table}.created_at`, order: 'desc' as const },
  { column: `${table}.id`, order: 'desc' as const },
];

/** Newest first; one row more than asked for tells whether there is a next page. */
export async function newestFirst<M extends Model & Cursor>(
  query: QueryBuilder<M, M[]>,
  page: PageRequest,
  table = query.modelClass().tableName,
): Promise<Page<M>> {
  if (page.after) void query.whereRaw(...olderThan(table, page.after));
  return pageOf(await query.orderBy(BY_AGE(table)).limit(page.limit + 1), page);
}

/** The rows of which `pageOf` makes the page. */
export function newest(query: Knex.QueryBuilder, page: PageRequest, table: string): Knex.QueryBuilder {
  if (page.after) void query.whereRaw(...olderThan(table, page.after));
  return query.orderBy(BY_AGE(table)).limit(page.limit + 1);
}

function olderThan(table: string, { created_at, id }: Cursor): [string, Knex.RawBinding[]] {
  return ['(??, ??) < (?, ?)', [`${table}.created_at`, `${table}.id`, created_at, id]];
}

export function pageOf<T extends Cursor>(rows: readonly T[], { limit }: PageRequest): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? { created_at: last.created_at, id: last.id } : null };
}
