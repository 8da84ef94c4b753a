import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Finding, fail, ok, warn } from './finding';

export function lookAtMachine(runtimeDir: string): Finding[] {
  return [node(process.versions.node), disk(existing(runtimeDir))];
}

export function node(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return ok('Node', version);
  return fail('Node', version, 'install Node 20.19 or later');
}

function disk(folder: string): Finding {
  const { bavail, blocks, bsize } = statfsSync(folder);
  const free = blocks > 0 ? bavail / blocks : 1;
  const detail = `${((bavail * bsize) / 1e9).toFixed(1)} GB free (${Math.round(free * 100)} %) at ${folder}`;
  const remedy = 'make room: a full disk stops the database, and with it every answer';
  if (free < 0.03) return fail('disk', detail, remedy);
  return free < 0.1 ? warn('disk', detail, remedy) : ok('disk', detail);
}

const existing = (path: string): string => (existsSync(path) ? path : existing(dirname(path)));
