import type { Readable } from 'node:stream';
import { Client, S3Error } from 'minio';
import { contentDisposition } from './contentDisposition';
import { guarded, onceMore, readAll, within } from './storageCalls';
import { type TimeLimits, storageTransport } from './storageTransport';

export interface StorageOptions {
  endpoint: string;
  /** Where browsers reach the bucket: links are signed for this host. The endpoint itself if not given. */
  publicEndpoint?: string;
  accessKey: string;
  secretKey: string;
  bucket: string;
  region: string;
  /** 5 and 30 seconds unless stated. */
  connectTimeoutMs?: number;
  totalTimeoutMs?: number;
}

export interface ObjectFacts {
  sizeBytes: number;
  contentType: string;
  etag: string;
  lastModified: Date;
}

export interface LinkOptions {
  expiresSeconds: number;
  fileName: string;
  contentType: string;
  /** Shown in place where the type is harmless; saved otherwise. */
  inline: boolean;
}

/** What a browser posts as multipart/form-data: the fields, then the content in a part named `file`. */
export interface PostPolicy {
  url: string;
  fields: Record<string, string>;
  expires_at: string;
}

export type Storage = ReturnType<typeof createStorage>;

const CHECK_TIMEOUT_MS = 2_000;
const MOST_READ_BYTES = 64 * 1024 * 1024;

/**
 * The bucket. While it cannot be reached or refuses us, every call throws DomainError `service.unavailable` with the
 * cause; links and policies are signed without the network.
 */
export function createStorage(options: StorageOptions) {
  const { bucket, region, connectTimeoutMs = 5_000, totalTimeoutMs = 30_000 } = options;
  const limits = { connectMs: connectTimeoutMs, totalMs: totalTimeoutMs };
  const client = clientOf(options.endpoint, options, limits);
  const signer = clientOf(options.publicEndpoint ?? options.endpoint, options, limits);
  const ask = <T>(work: () => Promise<T>) => guarded(() => within(totalTimeoutMs, () => onceMore(work)));

  /** The object's bytes, or undefined where there is none. @throws DomainError `file.too_large` beyond `maxBytes` */
  const find = (key: string, maxBytes = MOST_READ_BYTES): Promise<Buffer | undefined> =>
    ask(() =>
      client
        .getObject(bucket, key)
        .then((stream) => readAll(stream, maxBytes))
        .catch(undefinedIfMissing),
    );

  return {
    bucket,

    async ensureBucket(): Promise<void> {
      await ask(async () => {
        if (await client.bucketExists(bucket)) return;
        await client.makeBucket(bucket, region).catch((error: unknown) => {
          if (!isS3(error, 'BucketAlreadyOwnedByYou', 'BucketAlreadyExists')) throw error;
        });
      });
    },

    /** `sizeBytes` spares a stream of known length the multipart upload. */
    async put(
      key: string,
      content: Buffer | Readable,
      contentType: string,
      sizeBytes?: number,
    ): Promise<void> {
      const metadata = { 'Content-Type': contentType };
      const send = () => client.putObject(bucket, key, content, sizeBytes, metadata);
      // A stream can be sent once only.
      if (Buffer.isBuffer(content))
        await ask(() => client.putObject(bucket, key, content, content.length, metadata));
      else await guarded(() => within(totalTimeoutMs, send));
    },

    find,

    /** As `find`, for what must be there. @throws Error where it is not */
    async get(key: string, maxBytes = MOST_READ_BYTES): Promise<Buffer> {
      const content = await find(key, maxBytes);
      if (!content) throw new Error(`There is no object ${key}`);
      return content;
    },

    async stat(key: string): Promise<ObjectFacts | undefined> {
      const found = await ask(() => client.statObject(bucket, key).catch(undefinedIfMissing));
      return (
        found && {
          sizeBytes: found.size,
          contentType: String(found.metaData['content-type'] ?? 'application/octet-stream'),
          etag: found.etag,
          lastModified: found.lastModified,
        }
      );
    },

    /** Removing what is not there is fine. */
    async remove(key: string): Promise<void> {
      await ask(() => client.removeObject(bucket, key).catch(undefinedIfMissing));
    },

    /** Names of all objects that begin so. */
    async list(prefix: string): Promise<string[]> {
      return ask(async () => {
        const names: string[] = [];
        for await (const { name } of client.listObjectsV2(bucket, prefix, true)) if (name) names.push(name);
        return names;
      });
    },

    async presignGet(
      key: string,
      { expiresSeconds, fileName, contentType, inline }: LinkOptions,
    ): Promise<string> {
      return signer.presignedGetObject(bucket, key, expiresSeconds, {
        'response-content-type': contentType,
        'response-content-disposition': contentDisposition(fileName, contentType, inline),
      });
    },

    /** Lets a browser upload one object of this type, 1…`maxBytes` long. */
    async postPolicy(
      key: string,
      {
        contentType,
        maxBytes,
        expiresSeconds,
      }: { contentType: string; maxBytes: number; expiresSeconds: number },
    ): Promise<PostPolicy> {
      const expiresAt = new Date(Date.now() + expiresSeconds * 1000);
      const policy = signer.newPostPolicy();
      policy.setBucket(bucket);
      policy.setKey(key);
      policy.setContentType(contentType);
      policy.setContentLengthRange(1, maxBytes);
      policy.setExpires(expiresAt);
      const { postURL, formData } = await signer.presignedPostPolicy(policy);
      return { url: postURL, fields: formData, expires_at: expiresAt.toISOString() };
    },

    /** For readiness: throws DomainError `service.unavailable` unless the bucket answers within two seconds. */
    async check(): Promise<void> {
      await guarded(() =>
        within(CHECK_TIMEOUT_MS, async () => {
          if (!(await client.bucketExists(bucket))) throw new Error(`There is no bucket ${bucket}`);
        }),
      );
    },
  };
}

export function clientOf(
  endpoint: string,
  { accessKey, secretKey, region }: StorageOptions,
  limits: TimeLimits,
): Client {
  const { protocol, hostname, port } = new URL(endpoint);
  const useSSL = protocol === 'https:';
  return new Client({
    endPoint: hostname,
    port: port === '' ? (useSSL ? 443 : 80) : Number(port),
    useSSL,
    accessKey,
    secretKey,
    // With a region no request is needed to sign.
    region,
    pathStyle: true,
    // Its own retries write to the console and send a spent stream again.
    retryOptions: { disableRetry: true },
    ...storageTransport(useSSL, limits),
  });
}

export function isS3(error: unknown, ...codes: string[]): boolean {
  return error instanceof S3Error && codes.includes(error.code ?? '');
}

export function undefinedIfMissing(error: unknown): undefined {
  if (!isS3(error, 'NoSuchKey', 'NotFound')) throw error;
  return undefined;
}
