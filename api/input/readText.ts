import type { IncomingMessage } from 'node:http';
import { DomainError } from '../../domain/errors';

const tooLarge = () => new DomainError('request.too_large');

/**
 * The whole body as text, at most `limitBytes` of it.
 * @throws DomainError `request.too_large`, `request.invalid` for what is not UTF-8, `request.media_type` if compressed
 */
export async function readText(request: IncomingMessage, limitBytes: number): Promise<string> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new DomainError('request.media_type');
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge();
  return decoded(await readBytes(request, limitBytes));
}

function readBytes(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    request.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes > limitBytes) reject(tooLarge());
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('aborted', () => reject(new DomainError('request.invalid')));
  });
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid('utf8');
  }
}

/** A body of which nothing could be read; `expected` names what it should have been. */
export function invalid(expected: string): DomainError {
  return new DomainError('request.invalid', {
    faults: [{ path: '', code: 'field.bad_format', params: { expected } }],
  });
}
