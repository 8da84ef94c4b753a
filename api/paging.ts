import type { Page, PageRequest } from '../db/page';
import { decodeCursor, encodeCursor } from './cursor';
import type { ListQuery } from './schemas';

export function pageRequest({ limit, cursor }: ListQuery): PageRequest {
  if (cursor === undefined) return { limit };
  const { created_at, id } = decodeCursor(cursor);
  return { limit, after: { created_at: new Date(created_at), id } };
}

export function pageJson<Row, Json>({ items, next }: Page<Row>, present: (row: Row) => Json) {
  return {
    items: items.map(present),
    next_cursor: next && encodeCursor({ created_at: next.created_at.toISOString(), id: next.id }),
  };
}

/** The filters of a list's query. */
export function withoutPaging<Q extends ListQuery>({ limit: _limit, cursor: _cursor, ...filters }: Q) {
  return filters;
}
