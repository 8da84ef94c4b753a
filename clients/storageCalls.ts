import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../domain/errors';

/** A kept connection may have been closed by the other end just now: such a request is worth a second try. */
export async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ECONNRESET' && code !== 'EPIPE') throw error;
    return work();
  }
}

/** Ends the waiting, not the work, which the transport ends. */
export async function within<T>(timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  const late = sleep(timeoutMs, undefined, { signal: done.signal, ref: false }).then(() => {
    throw new Error(`S3 did not answer within ${timeoutMs} ms`);
  });
  late.catch(() => {});
  return Promise.race([work(), late]).finally(() => done.abort());
}

/** Whatever goes wrong in `work` is DomainError `service.unavailable` with its cause. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const refusal = new DomainError('service.unavailable');
    refusal.cause = error;
    throw refusal;
  }
}

/** @throws DomainError `file.too_large` beyond `maxBytes` */
export async function readAll(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) {
      stream.destroy();
      throw new DomainError('file.too_large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
