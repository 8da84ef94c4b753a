import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { cacheDirOf } from '../../runtime/options';
import { type PartName, type Parts, startParts } from '../../runtime/parts';
import { commandOf } from '../../runtime/process/identity';

const folders: string[] = [];
const started: Parts[] = [];
const scripts: ChildProcess[] = [];

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'proverka-runtime-'));
  chmodSync(folder, 0o711);
  folders.push(folder);
  return folder;
}

export async function someParts(
  runtimeDir: string,
  only: PartName[],
  said: string[] = [],
  temporalServer: 'dev' | 'postgres' = 'dev',
): Promise<Parts> {
  const parts = await startParts({
    runtimeDir,
    cacheDir: cacheDirOf(process.env),
    env: process.env,
    only,
    temporalServer,
    say: (line) => said.push(line),
  });
  started.push(parts);
  return parts;
}

/** Runs TypeScript in a process of its own, which may be killed. `lines` yields what it prints. */
export function aScript(code: string, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=commonjs', '--eval', code], {
    cwd: resolve(__dirname, '../..'),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  scripts.push(child);
  let output = '';
  const lines = createInterface({ input: child.stdout });
  const hear = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return {
    pid: child.pid as number,
    output: () => output,
    ended: new Promise<number | null>((done) => child.once('exit', done)),
    async line(pattern: RegExp): Promise<string> {
      for await (const line of lines) if (pattern.test(line)) return line;
      throw new Error(`it ended without ${pattern}:\n${output}`);
    },
  };
}

export function childrenOf(parent: number): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent)
    .map((pid) => ({ pid, command: commandOf(pid) }));
}

export async function until(claim: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await claim())) {
    if (Date.now() > deadline) throw new Error(`not so within ${withinMs} ms: ${claim}`);
    await delay(25);
  }
}

export async function clearRuntimes(): Promise<void> {
  for (const script of scripts.splice(0)) script.kill('SIGKILL');
  await Promise.all(started.splice(0).map((parts) => parts.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
