import { setTimeout as delay } from 'node:timers/promises';
import { fixed, quantile, whole } from '../figures';
import { total, usedSince } from '../measure';
import { cpuSeconds } from '../processes';
import type { Bench, Scenario } from './bench';

const CHECKS = 1_000;
const SPREAD_MS = 60_000;
/** For opening the checks and starting their processes. */
const HEAD_START_MS = 45_000;
const POLL_MS = 100;

/** A thousand checks due in the same second: until the last escalation is on record. */
export const due: Scenario = async (bench) => {
  const { options } = bench;
  const count = Math.ceil(CHECKS * options.scale);
  const dueAt = inWholeSeconds(Date.now() + HEAD_START_MS);
  const ids = await openDue(bench, count, () => dueAt);
  const { lateness, perCheck, cpuMs, onRecordAt } = await escalated(bench, ids, dueAt);
  return [
    {
      scenario: `${whole(count)} due in the same second, last escalation on record`,
      value: `${fixed((onRecordAt - dueAt.getTime()) / 1000)} s`,
      p50: `${fixed(quantile(lateness, 0.5))} s`,
      p99: `${fixed(quantile(lateness, 0.99))} s`,
      cpu: `${fixed(cpuMs, 1)} ms`,
      note: `overdue and escalated exactly once: ${perCheck === count ? 'all' : `${perCheck} of ${count}`}${options.scale < 1 ? ', shortened' : ''}`,
    },
  ];
};

/** A thousand spread over a minute: how late each is. */
export const spread: Scenario = async (bench) => {
  const { options } = bench;
  const count = Math.ceil(CHECKS * options.scale);
  const first = inWholeSeconds(Date.now() + HEAD_START_MS);
  const stepMs = (SPREAD_MS * options.scale) / count;
  const at = (index: number) => new Date(first.getTime() + Math.round(index * stepMs));
  const ids = await openDue(bench, count, at);
  const { lateness, perCheck, cpuMs } = await escalated(bench, ids, first);
  return [
    {
      scenario: `${whole(count)} due spread over ${fixed((SPREAD_MS * options.scale) / 1000, 0)} s, lateness`,
      value: `${fixed(quantile(lateness, 0.5), 2)} s`,
      p50: `${fixed(quantile(lateness, 0.5), 2)} s`,
      p99: `${fixed(quantile(lateness, 0.99), 2)} s`,
      cpu: `${fixed(cpuMs, 1)} ms`,
      note: `exactly once: ${perCheck === count ? 'all' : `${perCheck} of ${count}`}; earliest ${fixed(Math.min(...lateness), 2)} s`,
    },
  ];
};

const inWholeSeconds = (ms: number): Date => new Date(Math.ceil(ms / 1000) * 1000);

async function openDue(
  { plant, stock, say }: Bench,
  count: number,
  dueAt: (index: number) => Date,
): Promise<string[]> {
  const checks = await stock.open(count, { template: plant.templates.urgent, dueAt });
  const ids = checks.map((check) => check.id);
  const leftMs = () => dueAt(0).getTime() - Date.now();
  await Promise.race([plant.quiet(), delay(Math.max(0, leftMs() - 500))]);
  if (leftMs() < 1_000) say('the processes of these checks were still being started when the first fell due');
  await delay(Math.max(0, leftMs() - 200));
  return ids;
}

async function escalated({ plant }: Bench, ids: readonly string[], since: Date) {
  const before = cpuSeconds(plant.pids());
  const events = () =>
    plant
      .rows('check_events')
      .whereIn('check_id', [...ids])
      .whereIn('kind', ['overdue', 'escalated']);
  for (;;) {
    const [row] = (await events().count('* as n')) as { n: string }[];
    if (Number(row?.n) >= 2 * ids.length) break;
    if (Date.now() - since.getTime() > 600_000)
      throw new Error('The escalations did not come within ten minutes');
    await delay(POLL_MS);
  }
  const onRecordAt = Date.now();
  const cpuMs = (1000 * total(usedSince(plant, before))) / ids.length;
  const rows: { check_id: string; kind: string; at: Date; planned_at: Date }[] = await events().select(
    'check_id',
    'kind',
    'at',
    'planned_at',
  );
  const lateness = rows.map((row) => (row.at.getTime() - row.planned_at.getTime()) / 1000);
  const seen = new Map<string, number>();
  for (const { check_id, kind } of rows)
    seen.set(`${check_id} ${kind}`, (seen.get(`${check_id} ${kind}`) ?? 0) + 1);
  const perCheck = ids.filter(
    (id) => seen.get(`${id} overdue`) === 1 && seen.get(`${id} escalated`) === 1,
  ).length;
  return { lateness, perCheck, cpuMs, onRecordAt };
}
