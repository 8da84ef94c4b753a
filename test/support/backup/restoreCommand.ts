import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { testParts } from '../parts';
import type { TestProduct } from '../product';
import { testPostgresTools } from './anyBackup';

const ROOT = join(__dirname, '../../..');
export const JWT_SECRET = 'a secret of this test, long enough';

export interface CommandEnd {
  code: number;
  /** Both streams. */
  words: string;
}

/** `npm run restore` as it is delivered, for the product's database; the first call builds it. */
export async function aRestoreCommand({ database, temporal, bucket }: TestProduct, temporalAddress: string) {
  const built = spawnSync(process.execPath, ['runtime/bootstrap.mjs', 'build'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(built.stderr);
  const { s3 } = testParts();
  const env = {
    PATH: process.env.PATH,
    JWT_SECRET,
    DATABASE_URL: database.appUrl,
    DATABASE_ADMIN_URL: database.adminUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: temporal.client.options.namespace,
    S3_ENDPOINT: s3.endpoint,
    S3_ACCESS_KEY: s3.accessKey,
    S3_SECRET_KEY: s3.secretKey,
    S3_BUCKET: bucket,
    PG_TOOLS_DIR: await testPostgresTools(),
  };
  return async (...args: string[]): Promise<CommandEnd> => {
    const child = spawn(process.execPath, [join(ROOT, 'dist/ops/restore.js'), ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let words = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        words += String(chunk);
      });
    const [code] = (await once(child, 'close')) as [number];
    return { code, words };
  };
}
