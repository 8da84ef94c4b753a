import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { testParts } from './parts';
import type { TestProduct } from './product';

const ROOT = join(__dirname, '../..');

export interface ProductProcess {
  start(): void;
  /** As a power cut would: SIGKILL. */
  kill(): Promise<void>;
}

/** A compiled process of the product, as it is deployed, on its database, namespace and bucket; the first call builds it. */
export function aProductProcess(
  { database, temporal, bucket }: TestProduct,
  [file, ...args]: [string, ...string[]],
  env: Record<string, string> = {},
): ProductProcess {
  const built = spawnSync(process.execPath, ['runtime/bootstrap.mjs', 'build'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(built.stderr);
  const parts = testParts();
  let child: ChildProcess | undefined;

  return {
    start() {
      child = spawn(process.execPath, [join(ROOT, 'dist', file), ...args], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          PATH: process.env.PATH,
          LOG_LEVEL: 'silent',
          JWT_SECRET: 'a secret of this test, long enough',
          DATABASE_URL: database.appUrl,
          TEMPORAL_ADDRESS: parts.temporal.address,
          TEMPORAL_NAMESPACE: temporal.client.options.namespace,
          S3_ENDPOINT: parts.s3.endpoint,
          S3_ACCESS_KEY: parts.s3.accessKey,
          S3_SECRET_KEY: parts.s3.secretKey,
          S3_BUCKET: bucket,
          ...env,
        },
      });
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

export const aWorkerProcess = (
  product: TestProduct,
  { queues = 'checks', env = {} }: { queues?: string; env?: Record<string, string> } = {},
): ProductProcess => aProductProcess(product, ['worker/main.js', '--queues', queues], env);
