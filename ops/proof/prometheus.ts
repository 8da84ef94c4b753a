import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { inOrder } from '../../runtime/process/stopProcess';
import type { Supervisor } from '../../runtime/supervise';
import { probe } from '../../runtime/httpProbe';
import type { Rule } from './files';
import { hurried } from './hurry';

export interface Sample {
  metric: Record<string, string>;
  value: number;
}

export interface FiringAlert {
  name: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

export interface RunningPrometheus {
  query(expression: string): Promise<Sample[]>;
  metricNames(): Promise<string[]>;
  firing(): Promise<FiringAlert[]>;
  /** `job instance: error` of what cannot be scraped. */
  downTargets(): Promise<string[]>;
}

interface PrometheusOptions {
  root: string;
  program: string;
  folder: string;
  port: number;
  supervisor: Supervisor;
  targets: Record<string, string[]>;
  /** `host:port` of the Alertmanager. */
  alertmanager: string;
}

const EVERY = '2s';

/** A real Prometheus with the product's own configuration and rules, in a hurry. */
export async function startPrometheus(options: PrometheusOptions): Promise<RunningPrometheus> {
  const { program, folder, port, supervisor } = options;
  writeConfiguration(options);
  const url = `http://127.0.0.1:${port}`;
  const child = supervisor.add({
    part: 'prometheus',
    command: program,
    args: [
      ...['--config.file', join(folder, 'prometheus.yml'), '--storage.tsdb.path', join(folder, 'data')],
      ...['--web.listen-address', `127.0.0.1:${port}`, '--log.level', 'warn'],
    ],
    way: inOrder,
    isReady: async () => (await probe(`${url}/-/ready`)) !== undefined,
    readyWithinMs: 30_000,
  });
  await child.start();

  async function ask<T>(path: string, parameters?: Record<string, string>): Promise<T> {
    const query = parameters ? `?${new URLSearchParams(parameters)}` : '';
    const reply = (await (await fetch(`${url}/api/v1/${path}${query}`)).json()) as {
      data: T;
      error?: string;
    };
    if (reply.error) throw new Error(`${reply.error}: ${parameters?.query ?? path}`);
    return reply.data;
  }

  return {
    async query(expression) {
      const { result } = await ask<{ result: { metric: Sample['metric']; value: [number, string] }[] }>(
        'query',
        { query: expression },
      );
      return result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
    },
    metricNames: () => ask('label/__name__/values'),
    async firing() {
      const { alerts } = await ask<{ alerts: (Omit<FiringAlert, 'name'> & { state: string })[] }>('alerts');
      return alerts
        .filter(({ state }) => state === 'firing')
        .map(({ labels, annotations }) => ({ name: labels.alertname ?? '', labels, annotations }));
    },
    async downTargets() {
      const { activeTargets } = await ask<{
        activeTargets: { labels: Record<string, string>; health: string; lastError: string }[];
      }>('targets');
      return activeTargets
        .filter(({ health }) => health !== 'up')
        .map(({ labels, lastError }) => `${labels.job} ${labels.instance}: ${lastError}`);
    },
  };
}

interface ScrapeConfig {
  job_name: string;
  static_configs?: object[];
}

function writeConfiguration({ root, folder, port, targets, alertmanager }: PrometheusOptions): void {
  const source = join(root, 'ops/prometheus');
  mkdirSync(join(folder, 'rules'), { recursive: true });
  const config = parse(readFileSync(join(source, 'prometheus.yml'), 'utf8'), { merge: true }) as {
    global: object;
    scrape_configs: ScrapeConfig[];
  };
  const hasty = {
    ...config,
    alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] },
    global: { ...config.global, scrape_interval: EVERY, scrape_timeout: EVERY, evaluation_interval: EVERY },
    // The addresses are of this machine, where /metrics needs no token.
    scrape_configs: config.scrape_configs.map(({ job_name }) => ({
      job_name,
      static_configs: [{ targets: job_name === 'prometheus' ? [`127.0.0.1:${port}`] : targetsOf(job_name) }],
    })),
  };
  writeFileSync(join(folder, 'prometheus.yml'), stringify(hasty, { aliasDuplicateObjects: false }));
  for (const name of readdirSync(join(source, 'rules')))
    writeFileSync(
      join(folder, 'rules', name),
      stringify(inAHurry(readFileSync(join(source, 'rules', name), 'utf8'))),
    );

  function targetsOf(job: string): string[] {
    const known = targets[job];
    if (!known) throw new Error(`prometheus.yml has the job ${job}, which the proof does not know`);
    return known;
  }
}

function inAHurry(text: string): object {
  const { groups } = parse(text) as { groups: { name: string; rules: Rule[] }[] };
  return {
    groups: groups.map(({ name, rules }) => ({
      name,
      rules: rules.map(hurried),
    })),
  };
}
