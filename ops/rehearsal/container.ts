import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Image } from './imageBuilder';
import { mounts, sh } from './root';

export interface ContainerSpec {
  name: string;
  image: Image;
  /** In place of the image's own. */
  command?: string[];
  env: Record<string, string>;
  /** A folder of secrets, seen as /run/secrets. */
  secrets: string;
  workDir: string;
}

export interface Container {
  name: string;
  /** Resolves with the exit code. */
  ended: Promise<number | string>;
  log(): string;
  /** Megabytes that its processes hold. */
  memoryMb(): number;
  stop(): Promise<{ code: number | string; tookMs: number }>;
}

/**
 * Starts a command as the image's user with nothing to write but /tmp, no capabilities, and no way to new privileges;
 * it has process ids of its own, so that the image's entry point is process 1. The network is this machine's.
 */
export function startContainer(spec: ContainerSpec): Container {
  const { name, image, env, secrets } = spec;
  const workDir = join(spec.workDir, name);
  const root = join(workDir, 'root');
  mkdirSync(workDir, { recursive: true });
  const [uid, gid] = image.user.split(':');
  const variables = Object.entries({ ...image.env, ...env }).map(([key, value]) => sh(`${key}=${value}`));
  const words = [...image.entrypoint, ...(spec.command ?? image.cmd)].map(sh);
  const script = [
    ...mounts({ layers: image.layers, workDir, binds: [[secrets, '/run/secrets']] }, root),
    `mount -t tmpfs -o mode=1777,size=512m tmpfs ${root}/tmp`,
    `mount -o remount,bind,ro ${root}/run/secrets`,
    `exec chroot ${root} /usr/bin/setpriv --reuid ${uid} --regid ${gid} --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all ` +
      `/usr/bin/env -i --chdir=${image.workdir} ${variables.join(' ')} ${words.join(' ')}`,
  ].join('\n');
  const child = spawn('unshare', ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-ec', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const file = join(workDir, 'log');
  const log = createWriteStream(file);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const ended = new Promise<number | string>((done) => {
    // Not before its last words are in the log.
    child.once('close', (code, signal) => log.end(() => done(code ?? signal ?? 'unknown')));
  });
  return {
    name,
    ended,
    log: () => readFileSync(file, 'utf8'),
    memoryMb: () => Math.round(descendants(child).reduce((sum, pid) => sum + residentKb(pid), 0) / 1024),
    stop: async () => {
      const beganAt = Date.now();
      const first = childrenOf(child.pid ?? -1)[0];
      if (first !== undefined) process.kill(first, 'SIGTERM');
      return { code: await ended, tookMs: Date.now() - beganAt };
    },
  };
}

function childrenOf(pid: number): number[] {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean).map(Number);
}

function descendants({ pid }: ChildProcess): number[] {
  const visit = (one: number): number[] => childrenOf(one).flatMap((child) => [child, ...visit(child)]);
  return pid === undefined ? [] : visit(pid);
}

function residentKb(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // it has ended
  }
}
