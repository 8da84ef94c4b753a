import type { IncomingHttpHeaders } from 'node:http';
import { DomainError } from '../domain/errors';

/**
 * Whether a version is among those that `If-Match` names: `3`, `"3"`, `W/"3"`, several by comma, or `*`.
 * @throws DomainError `request.precondition_required` without the header
 */
export function ifMatch(headers: IncomingHttpHeaders): (version: number) => boolean {
  const tags = headers['if-match']?.split(',').map((tag) => tag.trim().replace(/^(W\/)?"(.*)"$/, '$2'));
  if (!tags?.some((tag) => tag !== '')) throw new DomainError('request.precondition_required');
  return (version) => tags.some((tag) => tag === '*' || tag === String(version));
}
