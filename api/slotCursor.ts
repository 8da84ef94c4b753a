import type { SlotPlace } from '../db/repositories/slots';
import { DomainError } from '../domain/errors';
import { isUuid } from '../domain/plainText';
import { isTimestamp } from './schema/formats';

/** Where a page of slots ended: they are in order of moment, key and executor. */
export function encodeSlotPlace({ slot_at, key, executor_id }: SlotPlace): string {
  return Buffer.from(JSON.stringify([slot_at.toISOString(), key, executor_id])).toString('base64url');
}

/** @throws DomainError `request.invalid` for a cursor that this product did not make */
export function decodeSlotPlace(cursor: string, path = '?cursor'): SlotPlace {
  const [slot_at, key, executor_id] = parsed(cursor);
  const isSlot = isTimestamp(slot_at) && typeof key === 'string' && /^(run:)?[\dT:Z-]{1,32}$/.test(key);
  if (isSlot && (executor_id === null || isUuid(executor_id)))
    return { slot_at: new Date(slot_at), key, executor_id };
  throw new DomainError('request.invalid', {
    faults: [{ path, code: 'field.bad_format', params: { expected: 'cursor' } }],
  });
}

function parsed(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) && value.length === 3 ? value : [];
  } catch {
    return [];
  }
}
