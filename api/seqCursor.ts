import { DomainError } from '../domain/errors';

/** Where a page of a list in order of `seq` ended. */
export function encodeSeq(seq: number): string {
  return Buffer.from(String(seq)).toString('base64url');
}

/** @throws DomainError `request.invalid` for a cursor that this product did not make; `path` is where it stood */
export function decodeSeq(cursor: string, path = '?cursor'): number {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new DomainError('request.invalid', {
    faults: [{ path, code: 'field.bad_format', params: { expected: 'cursor' } }],
  });
}
