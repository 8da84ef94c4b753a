import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { probe } from '../httpProbe';
import { inBackground } from '../process/background';
import type { SavedPorts } from '../ports';
import { inOrder } from '../process/stopProcess';
import type { SupervisedChild, Supervisor } from '../supervise';
import type { TemporalAddresses } from './addresses';

const searchAttributes = {
  CheckStatus: 'Keyword',
  AreaId: 'Keyword',
  ExecutorId: 'Keyword',
  DueAt: 'Datetime',
};

/** One process over SQLite, with the Web UI: for a laptop and for tests. */
export async function startDevServer(
  supervisor: Supervisor,
  { runtimeDir, ports, program }: { runtimeDir: string; ports: SavedPorts; program: string },
): Promise<{ addresses: TemporalAddresses; child: SupervisedChild }> {
  const port = await ports.take('temporal');
  const uiPort = await ports.take('temporal_ui');
  const metricsPort = await ports.take('temporal_metrics');
  const uiUrl = `http://127.0.0.1:${uiPort}`;
  const file = join(runtimeDir, 'temporal.db');
  const child = supervisor.add({
    part: 'temporal',
    ...inBackground(program, [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)],
      ...['--metrics-port', String(metricsPort)],
      ...['--db-filename', file],
      ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
      ...['--namespace', 'default', '--log-level', 'warn'],
      ...Object.entries(searchAttributes).flatMap(([name, type]) => [
        '--search-attribute',
        `${name}=${type}`,
      ]),
    ]),
    way: inOrder,
    isReady: () => knowsSearchAttributes(uiUrl),
    readyWithinMs: 60_000,
  });
  await child.start();
  for (const path of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(path)) chmodSync(path, 0o600);
  return {
    child,
    addresses: { address: `127.0.0.1:${port}`, uiUrl, metricsUrl: `http://127.0.0.1:${metricsPort}/metrics` },
  };
}

/** The Web UI's API asks the server itself; the attributes are the last thing that it registers. */
async function knowsSearchAttributes(uiUrl: string): Promise<boolean> {
  const body = await probe(`${uiUrl}/api/v1/namespaces/default/search-attributes`);
  return body !== undefined && Object.keys(searchAttributes).every((name) => body.includes(`"${name}"`));
}
