import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { probe } from '../../runtime/httpProbe';
import { inOrder } from '../../runtime/process/stopProcess';
import type { Supervisor } from '../../runtime/supervise';

/** What Alertmanager posts: one group of alerts. */
export interface Notification {
  status: 'firing' | 'resolved';
  groupLabels: Record<string, string>;
  alerts: {
    status: 'firing' | 'resolved';
    labels: Record<string, string>;
    annotations: Record<string, string>;
  }[];
}

export interface RunningAlertmanager {
  /** `host:port`. */
  address: string;
  /** What whoever is on duty has been told, oldest first. */
  told: readonly Notification[];
  /** Names of alerts that have been kept back because their cause is told. */
  keptBack: ReadonlySet<string>;
  stop(): Promise<void>;
}

const LOOK_MS = 500;

interface AlertmanagerOptions {
  root: string;
  program: string;
  folder: string;
  port: number;
  supervisor: Supervisor;
}

/** A real Alertmanager with the product's own configuration, in a hurry, and somebody on duty who keeps what is told. */
export async function startAlertmanager(options: AlertmanagerOptions): Promise<RunningAlertmanager> {
  const { program, folder, port, supervisor } = options;
  const told: Notification[] = [];
  const receiver = createServer((request, response) => {
    void json(request).then((body) => {
      told.push(body as Notification);
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'alertmanager.yml'),
    stringify(hastened(options.root, (receiver.address() as AddressInfo).port)),
  );
  const address = `127.0.0.1:${port}`;
  const child = supervisor.add({
    part: 'alertmanager',
    command: program,
    args: [
      ...['--config.file', join(folder, 'alertmanager.yml'), '--storage.path', join(folder, 'data')],
      // Alone: without a cluster's port.
      ...['--web.listen-address', address, '--cluster.listen-address', '', '--log.level', 'warn'],
    ],
    way: inOrder,
    isReady: async () => (await probe(`http://${address}/-/ready`)) !== undefined,
    readyWithinMs: 30_000,
  });
  await child.start();
  const keptBack = new Set<string>();
  let stopped = false;
  const looking = (async () => {
    while (!stopped) {
      // It may be being stopped.
      for (const name of await inhibitedAt(address).catch(() => [])) keptBack.add(name);
      await delay(LOOK_MS);
    }
  })();
  return {
    ...{ address, told, keptBack },
    async stop() {
      stopped = true;
      await looking;
      receiver.close();
      receiver.closeAllConnections();
    },
  };
}

async function inhibitedAt(address: string): Promise<string[]> {
  const reply = await fetch(`http://${address}/api/v2/alerts?inhibited=true`);
  const alerts = (await reply.json()) as {
    labels: { alertname: string };
    status: { inhibitedBy: string[] };
  }[];
  return alerts.filter(({ status }) => status.inhibitedBy.length > 0).map(({ labels }) => labels.alertname);
}

interface Route {
  group_wait?: string;
  group_interval?: string;
  routes?: Route[];
}

function hastened(root: string, port: number): object {
  const config = parse(readFileSync(join(root, 'ops/alertmanager/alertmanager.yml'), 'utf8')) as {
    route: Route;
    receivers: { name: string; webhook_configs: { url_file?: string; send_resolved: boolean }[] }[];
  };
  const quick = ({ routes = [], ...route }: Route): Route => ({
    ...{ ...route, group_wait: '1s', group_interval: '3s' },
    ...(routes.length > 0 && { routes: routes.map(quick) }),
  });
  return {
    ...config,
    route: quick(config.route),
    receivers: config.receivers.map(({ name, webhook_configs }) => ({
      name,
      webhook_configs: webhook_configs.map(({ url_file: _, ...rest }) => ({
        ...rest,
        url: `http://127.0.0.1:${port}/`,
      })),
    })),
  };
}
