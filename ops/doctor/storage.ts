import { randomUUID } from 'node:crypto';
import type { Storage } from '../../clients/storage';
import { type Finding, clock, fail, look, ok } from './finding';

const UNREACHABLE =
  'check S3_ENDPOINT, the two keys and S3_BUCKET, and that the keys may put, get and delete objects in it; the API makes the bucket when it starts';

/** An object is put, read and removed under doctor/, which nothing else uses. */
export const lookAtStorage = (storage: Storage, endpoint: string, now: () => Date): Promise<Finding[]> =>
  look('S3', UNREACHABLE, async () => {
    await storage.check();
    const key = `doctor/${randomUUID()}`;
    const content = Buffer.from(key);
    await storage.put(key, content, 'text/plain');
    const read = await storage.find(key);
    await storage.remove(key);
    if (!read?.equals(content)) return [fail('S3', 'it gave back other bytes than it took', UNREACHABLE)];
    if (await storage.find(key)) return [fail('S3', 'a removed object is still there', UNREACHABLE)];
    const told = await fetch(endpoint, { signal: AbortSignal.timeout(5_000) }).then(
      ({ headers }) => headers.get('date'),
      () => null,
    );
    return [
      ok('S3', `${storage.bucket} at ${endpoint}: put, got and removed an object`),
      // Whole seconds, and a signature is refused only a quarter of an hour apart.
      ...(told ? [clock('S3', new Date(told), now())] : []),
    ];
  });
