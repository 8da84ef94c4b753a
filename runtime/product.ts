import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../platform/config';
import { probe } from './httpProbe';
import { localApi, statusOf } from './localRequest';
import { openLog, tailOf } from './process/childLog';
import { inOrder } from './process/stopProcess';
import type { SupervisedChild, Supervisor } from './supervise';

/** The compiled processes of the product. */
export interface Product {
  root: string;
  runtimeDir: string;
  env: NodeJS.ProcessEnv;
  supervisor: Supervisor;
}

export function addApi(product: Product, { http }: Config): SupervisedChild {
  const url = `${localApi(http)}/health/ready`;
  return addProcess(
    product,
    'api',
    'api/main.js',
    [],
    product.env,
    async () => (await statusOf(url)) === 200,
  );
}

/** It is ready when its metrics say that it asks Temporal for work. */
export function addWorker(product: Product, queue: string, metricsPort: number): SupervisedChild {
  const env = { ...product.env, WORKER_METRICS_PORT: String(metricsPort) };
  const isReady = async () => {
    const metrics = await probe(`http://127.0.0.1:${metricsPort}/metrics`);
    return metrics?.includes('temporal_num_pollers') ?? false;
  };
  const also = queue === 'checks' ? ',telegram,bitrix,backup' : '';
  return addProcess(product, `worker-${queue}`, 'worker/main.js', ['--queues', queue + also], env, isReady);
}

/** It speaks to Telegram alone, whose outage must not keep the rest from starting: no way to tell when it is ready. */
export function addBot(product: Product, metricsPort: number): SupervisedChild {
  const env = { ...product.env, BOT_METRICS_PORT: String(metricsPort) };
  return addProcess(product, 'bot', 'bot/main.js', [], env, async () => true);
}

export function addProcess(
  { root, supervisor }: Product,
  part: string,
  file: string,
  options: string[],
  env: NodeJS.ProcessEnv,
  isReady: () => Promise<boolean>,
): SupervisedChild {
  return supervisor.add({
    part,
    command: process.execPath,
    args: ['--enable-source-maps', join(root, 'dist', file), ...options],
    env,
    cwd: root,
    way: inOrder,
    isReady,
    readyWithinMs: 60_000,
  });
}

/** Runs dist/<file> to its end, its words in the log. @throws Error with the last of them. */
export function runToEnd({ root, runtimeDir, env }: Product, part: string, file: string): Promise<void> {
  const log = openLog(runtimeDir, part);
  const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist', file)], {
    cwd: root,
    env,
    stdio: ['ignore', log.fd, log.fd],
  });
  log.close();
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code, signal) => {
      if (code === 0) done();
      else fail(new Error(`${part} failed (${signal ?? `exit code ${code}`})\n${tailOf(runtimeDir, part)}`));
    });
  });
}

export const isBuilt = (root: string, file: string) => existsSync(join(root, 'dist', file));
