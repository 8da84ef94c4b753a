import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { probe } from '../runtime/httpProbe';
import { inOrder } from '../runtime/process/stopProcess';
import type { SupervisedChild, Supervisor } from '../runtime/supervise';

export interface ProcessSpec {
  name: string;
  /** Of the checkout whose build is run. */
  root: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  supervisor: Supervisor;
  profile?: string;
  isReady(): Promise<boolean>;
}

/** A process of the product as `npm start` runs it, with the profiler on request. */
export function addProcess({
  name,
  root,
  args,
  env,
  supervisor,
  profile,
  isReady,
}: ProcessSpec): SupervisedChild {
  if (profile) mkdirSync(profile, { recursive: true });
  const [file = '', ...rest] = args;
  return supervisor.add({
    part: name,
    command: process.execPath,
    args: [
      '--enable-source-maps',
      ...(profile ? ['--cpu-prof', '--cpu-prof-dir', profile, '--cpu-prof-name', `${name}.cpuprofile`] : []),
      join(root, 'dist', file),
      ...rest,
    ],
    env,
    cwd: root,
    way: inOrder,
    isReady,
    readyWithinMs: 60_000,
  });
}

export async function isApiReady(port: number): Promise<boolean> {
  return (await probe(`http://127.0.0.1:${port}/health/ready`)) !== undefined;
}

export async function isWorkerReady(metricsPort: number): Promise<boolean> {
  return (await probe(`http://127.0.0.1:${metricsPort}/metrics`))?.includes('temporal_num_pollers') ?? false;
}
