import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { clientOf, type StorageOptions, undefinedIfMissing } from './storage';
import { guarded } from './storageCalls';

export interface StoredObject {
  sizeBytes: number;
  /** Hex. */
  sha256: string;
}

export interface ListedObject {
  key: string;
  sizeBytes: number;
  lastModified: Date;
}

export type ObjectStreams = ReturnType<typeof createObjectStreams>;

/** S3 takes 10,000 parts: a backup may have 150 GiB. All that is held in memory is one of them. */
const PART_BYTES = 16 * 1024 * 1024;
/** A part of a slow line; the whole has no limit. */
const PART_TIMEOUT_MS = 5 * 60_000;
const PAUSES_MS = [200, 1_000, 3_000];

/** Objects larger than memory. While S3 is away longer than a few seconds, calls throw DomainError `service.unavailable`. */
export function createObjectStreams(options: StorageOptions) {
  const { bucket } = options;
  const client = clientOf(options.endpoint, options, { connectMs: 5_000, totalMs: PART_TIMEOUT_MS });

  return {
    /**
     * Stores what `source` gives under `key`. Nothing is there before the last byte: when the source or S3 fails, the
     * parts are taken back.
     */
    async upload(
      key: string,
      source: AsyncIterable<Buffer>,
      contentType: string,
      onPart: (sizeBytes: number) => void,
    ): Promise<StoredObject> {
      const hash = createHash('sha256');
      let sizeBytes = 0;
      return guarded(async () => {
        // What a killed run has begun would be paid for without end.
        await client.removeIncompleteUpload(bucket, key).catch(() => undefined);
        const uploadId = await patiently(() =>
          client.initiateNewMultipartUpload(bucket, key, { 'Content-Type': contentType }),
        );
        try {
          const parts: { part: number; etag: string }[] = [];
          for await (const block of blocksOf(source)) {
            hash.update(block);
            sizeBytes += block.length;
            const partNumber = parts.length + 1;
            const headers = {
              'Content-Length': block.length,
              'Content-MD5': createHash('md5').update(block).digest('base64'),
            };
            const part = { bucketName: bucket, objectName: key, uploadID: uploadId, partNumber, headers };
            const { etag } = await patiently(() => client.uploadPart(part, block));
            parts.push({ part: partNumber, etag });
            onPart(sizeBytes);
          }
          await patiently(() => client.completeMultipartUpload(bucket, key, uploadId, parts));
        } catch (error) {
          await client.abortMultipartUpload(bucket, key, uploadId).catch(() => undefined);
          throw error;
        }
        return { sizeBytes, sha256: hash.digest('hex') };
      });
    },

    /** The object from its first byte to its last, some megabytes at a time. */
    async *read(key: string, sizeBytes: number): AsyncGenerator<Buffer> {
      for (let from = 0; from < sizeBytes; from += PART_BYTES) {
        const length = Math.min(PART_BYTES, sizeBytes - from);
        yield await guarded(() =>
          patiently(async () => {
            const chunks: Buffer[] = [];
            const stream = await client.getPartialObject(bucket, key, from, length);
            for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
            const content = Buffer.concat(chunks);
            if (content.length !== length)
              throw new Error(`S3 gave ${content.length} of ${length} bytes of ${key}`);
            return content;
          }),
        );
      }
    },

    /** Undefined where there is no such object. */
    async sizeOf(key: string): Promise<number | undefined> {
      const found = await guarded(() =>
        patiently(() => client.statObject(bucket, key).catch(undefinedIfMissing)),
      );
      return found?.size;
    },

    /** All objects, a page at a time, in the order in which S3 gives them: that of their names. */
    async *list(prefix: string): AsyncGenerator<ListedObject> {
      let token = '';
      do {
        const page = await guarded(() =>
          patiently(() => client.listObjectsV2Query(bucket, prefix, token, '', 1_000, '')),
        );
        for (const { name, size, lastModified } of page.objects)
          if (name) yield { key: name, sizeBytes: size ?? 0, lastModified: lastModified ?? new Date() };
        token = page.isTruncated ? page.nextContinuationToken : '';
      } while (token);
    },
  };
}

/** The source's bytes in blocks of one part each, but for the last. */
async function* blocksOf(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of source) {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes < PART_BYTES) continue;
    const whole = Buffer.concat(chunks);
    yield whole.subarray(0, PART_BYTES);
    chunks = [whole.subarray(PART_BYTES)];
    sizeBytes -= PART_BYTES;
  }
  if (sizeBytes > 0) yield Buffer.concat(chunks);
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await work();
    } catch {
      await sleep(pauseMs);
    }
  }
  return work();
}
