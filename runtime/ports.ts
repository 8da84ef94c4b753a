import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Below the range from which systems take ports for outgoing connections: a restarted part finds its own free. */
const lowest = 20_000;
const highest = 32_000;

export interface SavedPorts {
  take(name: string): Promise<number>;
}

/** RUNTIME_DIR/ports.json: each part keeps its port over restarts while it is free. */
export function savedPorts(runtimeDir: string): SavedPorts {
  const file = join(runtimeDir, 'ports.json');
  const ports = read(file);
  const given = new Set<number>();
  return {
    async take(name) {
      const before = ports[name];
      const reusable = before !== undefined && !given.has(before) && (await isFree(before));
      const port = reusable ? before : await freePort(given);
      given.add(port);
      ports[name] = port;
      writeFileSync(file, JSON.stringify(ports, null, 2));
      return port;
    },
  };
}

export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => answer(true)));
  });
}

async function freePort(except: ReadonlySet<number>): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const port = randomInt(lowest, highest);
    if (!except.has(port) && (await isFree(port))) return port;
  }
  throw new Error(`no free port between ${lowest} and ${highest} on 127.0.0.1`);
}

function read(file: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  } catch {
    return {};
  }
}
