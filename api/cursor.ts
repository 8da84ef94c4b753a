import { DomainError } from '../domain/errors';
import { isUuid } from '../domain/plainText';
import { isTimestamp } from './schema/formats';

/** Where a page ended: lists are ordered by (created_at, id). */
export interface Cursor {
  created_at: string;
  id: string;
}

export function encodeCursor({ created_at, id }: Cursor): string {
  return Buffer.from(JSON.stringify([created_at, id])).toString('base64url');
}

/** @throws DomainError `request.invalid` for a cursor that this product did not make; `path` is where it stood */
export function decodeCursor(cursor: string, path = '?cursor'): Cursor {
  const [created_at, id] = parsed(cursor);
  if (isTimestamp(created_at) && isUuid(id)) return { created_at, id };
  throw new DomainError('request.invalid', {
    faults: [{ path, code: 'field.bad_format', params: { expected: 'cursor' } }],
  });
}

function parsed(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) && value.length === 2 ? value : [];
  } catch {
    return [];
  }
}

/** A page from rows of which one more than `limit` was asked for. */
export function pageOf<T extends { id: string; created_at: string }>(rows: readonly T[], limit: number) {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next_cursor: last ? encodeCursor(last) : null };
}
