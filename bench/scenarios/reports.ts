import { setTimeout as delay } from 'node:timers/promises';
import { fixed, quantile, whole } from '../figures';
import { total, usedSince } from '../measure';
import type { Person } from '../people';
import { callOver } from '../people';
import { cpuSeconds } from '../processes';
import { ANSWERS } from '../template';
import { openWire } from '../wire';
import type { Bench, Scenario } from './bench';

const PDFS = 50;
const LANES = 8;
const POLL_MS = 25;

/** PDFs of fifty finished checks, asked for at once. */
export const pdfs: Scenario = async ({ plant, stock, options }) => {
  const count = Math.max(4, Math.round(PDFS * options.scale));
  const checks = await stock.open(count, {});
  await stock.fill(checks);
  await stock.submit(checks);
  await plant.quiet();
  const before = cpuSeconds(plant.pids());
  const beganAt = performance.now();
  await Promise.all(
    checks.map(({ id }) =>
      plant.call(
        { method: 'POST', path: '/reports/generate', body: { check_id: id, format: 'PDF' } },
        plant.manager,
      ),
    ),
  );
  const done = plant
    .rows('reports')
    .whereIn(
      'check_id',
      checks.map((check) => check.id),
    )
    .count('* as n')
    .groupBy('status');
  for (;;) {
    const states: { status: string; n: string }[] = await done.clone().select('status');
    if (states.some(({ status }) => status === 'failed')) throw new Error('A report failed');
    if (states.every(({ status }) => status === 'ready')) break;
    await delay(POLL_MS);
  }
  const seconds = (performance.now() - beganAt) / 1000;
  const used = usedSince(plant, before);
  return [
    {
      scenario: `${count} PDFs asked for at once`,
      value: `${whole((count * 60) / seconds)}/min`,
      cpu: `${whole((1000 * total(used)) / count)} ms (reports worker ${whole((1000 * (used.get('reports worker') ?? 0)) / count)})`,
    },
  ];
};

/** Create, twenty answers one by one, submit, PDF ready: as one person does it, eight at once. */
export const lives: Scenario = async (bench) => {
  const { plant, options } = bench;
  const before = cpuSeconds(plant.pids());
  const beganAt = performance.now();
  const endAt = beganAt + Math.max(3, options.seconds * 2) * 1000;
  const parts: LifeParts[] = [];
  await Promise.all(
    Array.from({ length: LANES }, async (_, lane) => {
      while (performance.now() < endAt)
        parts.push(await life(bench, plant.executors[lane % plant.executors.length] as Person));
    }),
  );
  const seconds = (performance.now() - beganAt) / 1000;
  const used = usedSince(plant, before);
  const perLife = (part: string) => whole((1000 * (used.get(part) ?? 0)) / parts.length);
  const checksWorkers = [...used.keys()].filter((part) => part.startsWith('checks worker'));
  const median = (of: keyof LifeParts) =>
    whole(
      quantile(
        parts.map((one) => one[of]),
        0.5,
      ),
    );
  return [
    {
      scenario: `whole lives, ${LANES} at once`,
      value: `${whole((parts.length * 60) / seconds)}/min`,
      p50: `${median('whole')} ms`,
      p99: `${fixed(
        quantile(
          parts.map((one) => one.whole),
          0.99,
        ),
        0,
      )} ms`,
      cpu: `${whole((1000 * total(used)) / parts.length)} ms`,
      note: `median: create ${median('create')}, 20 answers ${median('answers')}, submit ${median('submit')}, PDF ${median('report')} ms; processor: API ${perLife('API')}, checks ${checksWorkers.map(perLife).join(' + ')}, reports ${perLife('reports worker')}, Temporal ${perLife('Temporal')}, Postgres ${perLife('Postgres')} ms`,
    },
  ];
};

interface LifeParts {
  create: number;
  answers: number;
  submit: number;
  report: number;
  whole: number;
}

async function life({ plant }: Bench, executor: Person): Promise<LifeParts> {
  const wire = await openWire(plant.apiPort);
  const marks = [performance.now()];
  const body = { template_id: plant.templates.withReport, executor_id: executor.id };
  const { id } = await callOver<{ id: string }>(
    wire,
    { method: 'POST', path: '/checks/', body },
    plant.manager.token,
  );
  marks.push(performance.now());
  for (const answer of ANSWERS)
    await callOver(wire, { method: 'POST', path: `/checks/${id}/answer`, body: answer }, executor.token);
  marks.push(performance.now());
  await callOver(wire, { method: 'POST', path: `/checks/${id}/submit` }, executor.token);
  marks.push(performance.now());
  for (;;) {
    const path = `/reports/?check_id=${id}`;
    const { items } = await callOver<{ items: { status: string }[] }>(
      wire,
      { method: 'GET', path },
      plant.manager.token,
    );
    if (items.some(({ status }) => status === 'failed')) throw new Error('A report failed');
    if (items.length > 0 && items.every(({ status }) => status === 'ready')) break;
    await delay(POLL_MS);
  }
  marks.push(performance.now());
  wire.close();
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = marks;
  return { create: b - a, answers: c - b, submit: d - c, report: e - d, whole: e - a };
}
