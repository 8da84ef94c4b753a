import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { eventually } from './eventually';
import { testParts } from './parts';

export interface TemporalServer {
  address: string;
  start(): Promise<void>;
  /** In order: what it was doing is written down. */
  stop(): Promise<void>;
  /** As a power cut would: SIGKILL. */
  kill(): Promise<void>;
  /** All that it knows is gone: it starts as a new one, on the same port. */
  lose(): Promise<void>;
  dispose(): Promise<void>;
}

/** A running dev server of the test's own, which keeps its workflows in a file over stops and kills. */
export async function aTemporalServer(): Promise<TemporalServer> {
  const folder = mkdtempSync(join(tmpdir(), 'proverka-temporal-'));
  const [port, metricsPort] = await freePorts(2);
  const address = `127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const killNow = () => void child?.kill('SIGKILL');
  process.once('exit', killNow);

  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null;

  async function start(): Promise<void> {
    if (isRunning()) return;
    child = spawn(
      testParts().temporalProgram,
      [
        ...['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', `${port}`],
        ...['--metrics-port', `${metricsPort}`, '--log-level', 'never'],
        ...['--db-filename', join(folder, 'temporal.db')],
        ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
      ],
      { stdio: 'ignore' },
    );
    await eventually(() => answers(address), 60_000);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (!child || !isRunning()) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  await start();
  return {
    address,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async lose() {
      await end('SIGKILL');
      for (const file of readdirSync(folder)) rmSync(join(folder, file), { recursive: true });
      await start();
    },
    async dispose() {
      await end('SIGKILL');
      process.off('exit', killNow);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(address: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 1_000 });
  try {
    await connection.workflowService.listOpenWorkflowExecutions({
      namespace: 'default',
      maximumPageSize: 1,
      startTimeFilter: {},
    });
  } finally {
    await connection.close();
  }
}

/** Held together until all are known, so that no two are the same. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
