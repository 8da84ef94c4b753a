import { Counter, Gauge, type Registry } from 'prom-client';
import type { Logger } from 'pino';
import type { DomainFigures } from '../db/domainFigures';
import { DOMAIN_METRICS } from './domainSamples';

export interface DomainMetricsOptions {
  registry: Registry;
  logger: Logger;
  load: () => Promise<DomainFigures>;
  /** Figures younger than this are told again: scrapes, however many, cost one statement in that time. */
  keptMs?: number;
  deadlineMs?: number;
}

const KEPT_MS = 10_000;
/** Less than a scrape may take. */
const DEADLINE_MS = 4_000;

/**
 * How the plant stands, read at the scrape by one statement. While it cannot be read these metrics are absent or NaN and
 * proverka_domain_metrics_up is 0; the scrape succeeds. Every API process tells the same: take their max, not their sum.
 */
export function exposeDomain(options: DomainMetricsOptions): void {
  const registers = [options.registry];
  const current = keptFigures(options);
  for (const { name, help, labels: labelNames, samples } of DOMAIN_METRICS) {
    new Gauge({
      ...{ name: `proverka_${name}`, help, labelNames, registers },
      async collect() {
        const figures = await current();
        this.reset();
        // A metric without labels is reset to 0, which must not be said of what is not known.
        if (figures) for (const { labels = {}, value } of samples(figures)) this.set(labels, value);
        else if (labelNames.length === 0) this.set(Number.NaN);
      },
    });
  }
  new Counter({
    name: 'proverka_backups_total',
    help: 'Backups that ended, by result (success, failure), counted in the database',
    labelNames: ['result'] as const,
    registers,
    async collect() {
      const figures = await current();
      this.reset();
      if (!figures) return;
      const ended = (statuses: string[]) =>
        figures.backups
          .filter(({ status }) => statuses.includes(status))
          .reduce((sum, { backups }) => sum + backups, 0);
      this.inc({ result: 'success' }, ended(['done', 'removed']));
      this.inc({ result: 'failure' }, ended(['failed']));
    },
  });
  new Gauge({
    name: 'proverka_domain_metrics_up',
    help: '1 while the metrics of the plant can be read from the database',
    registers,
    async collect() {
      this.set((await current()) ? 1 : 0);
    },
  });
}

/** Undefined while they cannot be had; never rejects. */
function keptFigures({
  logger,
  load,
  keptMs = KEPT_MS,
  deadlineMs = DEADLINE_MS,
}: DomainMetricsOptions): () => Promise<DomainFigures | undefined> {
  let figures: Promise<DomainFigures | undefined> | undefined;
  let askedAt = 0;
  return () => {
    if (figures && performance.now() - askedAt < keptMs) return figures;
    askedAt = performance.now();
    figures = within(deadlineMs, load()).catch((error: unknown) => {
      logger.warn({ err: error }, 'the metrics of the plant could not be read');
      return undefined;
    });
    return figures;
  };
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
