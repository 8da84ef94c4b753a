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

/** Newest first; one row more than asked for tells whether there is a next page. */
export async function newestFirst<M extends Model & Cursor>(
  query: QueryBuilder<M, M[]>,
  { limit, after }: PageRequest,
  table = query.modelClass().tableName,
): Promise<Page<M>> {
  if (after) {
    void query.whereRaw('(??, ??) < (?, ?)', [
      `${table}.created_at`,
      `${table}.id`,
      after.created_at,
      after.id,
    ]);
  }
  const rows = await query
    .orderBy([
      { column: `${table}.created_at`, order: 'desc' },
      { column: `${table}.id`, order: 'desc' },
    ])
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? { created_at: last.created_at, id: last.id } : null };
}
