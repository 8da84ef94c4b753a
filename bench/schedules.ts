import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import { benchOptions } from './options';
import { type Plant, startPlant } from './plant';

const HELP = `npm run bench:schedules [-- --schedules 1000 --executors 50]
Makes schedules through the API on the real product, and measures making, listing, previewing, the slots' ledger, how long
Temporal takes to know them all, and how fast a round of them opens its checks.`;

const CLIENTS = 8;
const READS = 300;
const RUNS = 20;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      schedules: { type: 'string', default: '1000' },
      executors: { type: 'string', default: '50' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void console.log(HELP);
  const [schedules, executors] = [Number(values.schedules), Number(values.executors)];
  const options = { ...benchOptions([]), root: join(__dirname, '../..') };
  const plant = await startPlant(options, (line) => process.stderr.write(`${line}\n`));
  try {
    const executor_ids = await people(plant, executors);
    const ids: string[] = [];
    await measured(`created (${CLIENTS} at once)`, schedules, CLIENTS, async (n) => {
      const { id } = await plant.call<{ id: string }>(
        {
          method: 'POST',
          path: '/schedules/',
          body: {
            ...{
              name: `Обход ${n}`,
              cron_expression: `${n % 60} ${n % 24} * * *`,
              time_zone: 'Europe/Moscow',
            },
            ...{ template_id: plant.templates.plain, executor_ids, assignment: n % 2 ? 'each' : 'rotate' },
          },
        },
        plant.manager,
      );
      ids[n] = id;
    });
    await timed('until Temporal knew them all', () => plant.quiet());
    const read = (name: string, path: (id: string) => string) =>
      measured(name, READS, 1, async (n) => {
        await plant.call({ method: 'GET', path: path(ids[n % ids.length] as string) }, plant.manager);
      });
    await read('list of 50', () => '/schedules/?limit=50');
    await read('one', (id) => `/schedules/${id}`);
    await read('preview of 10', (id) => `/schedules/${id}/preview`);
    await read('preview of 100', (id) => `/schedules/${id}/preview?count=100`);
    await read('slots, page of 50', (id) => `/schedules/${id}/slots`);
    await read('slots, page of 200', (id) => `/schedules/${id}/slots?limit=200`);
    const each = ids.filter((_, n) => n % 2 === 1).slice(0, RUNS);
    await timed(`${RUNS} runs by hand, ${RUNS * executors} checks open`, async () => {
      const before = await count(plant);
      for (const id of each)
        await plant.call({ method: 'POST', path: `/schedules/${id}/run`, body: {} }, plant.manager);
      while ((await count(plant)) < before + RUNS * executors) await delay(20);
    });
  } finally {
    await plant.stop();
  }
}

async function people(plant: Plant, wanted: number): Promise<string[]> {
  const [model] = await plant.rows('users').where({ id: plant.executors[0]?.id ?? '' });
  const ids = Array.from({ length: wanted }, () => uuidv7());
  await plant.rows('users').insert(ids.map((id, n) => ({ ...model, id, username: `hand-${n}` })));
  return ids;
}

async function count(plant: Plant): Promise<number> {
  return Number((await plant.rows('checks').count('* as n').first())?.n);
}

async function timed(name: string, work: () => Promise<unknown>): Promise<void> {
  const beganAt = performance.now();
  await work();
  console.log(`${name}: ${((performance.now() - beganAt) / 1000).toFixed(1)} s`);
}

async function measured(
  name: string,
  times: number,
  atOnce: number,
  work: (n: number) => Promise<void>,
): Promise<void> {
  const latencies: number[] = [];
  let next = 0;
  const beganAt = performance.now();
  const loop = async () => {
    for (let n = next++; n < times; n = next++) {
      const at = performance.now();
      await work(n);
      latencies.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, loop));
  const seconds = (performance.now() - beganAt) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => (latencies[Math.floor(latencies.length * share)] ?? Number.NaN).toFixed(1);
  console.log(`${name}: ${(times / seconds).toFixed(0)}/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
}

main().then(
  () => process.exit(),
  (error: Error) => {
    console.error(error);
    process.exit(1);
  },
);
