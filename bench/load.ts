import { Client } from 'pg';
import type { DatabasePlan, HttpPlan, LoadPlan, LoadResult } from './loadPlan';
import { openWire, requestBytes } from './wire';

/** One client's next call; undefined when it has no more to do. */
type Next = () => Promise<void> | undefined;

/** The load generator's process: takes one plan from its parent, answers with one result. */
process.once('message', (plan: LoadPlan) => {
  run(plan).then(
    (result) => process.send?.(result, () => process.exit(0)),
    (error: Error) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function run(plan: LoadPlan): Promise<LoadResult> {
  const clients = plan.kind === 'http' ? await httpClients(plan) : await databaseClients(plan);
  const beganAt = performance.now();
  const countFrom = beganAt + plan.warmupMs;
  let endAt = countFrom + plan.measureMs;
  const latencies: number[] = [];
  let cpu = process.cpuUsage();
  setTimeout(() => {
    cpu = process.cpuUsage();
  }, plan.warmupMs);

  async function loop(next: Next): Promise<void> {
    for (;;) {
      const at = performance.now();
      if (at >= endAt) return;
      const call = next();
      if (!call) {
        endAt = Math.min(endAt, at);
        return;
      }
      await call;
      const done = performance.now();
      if (at >= countFrom && done <= endAt) latencies.push(done - at);
    }
  }
  await Promise.all(clients.map(loop));
  const used = process.cpuUsage(cpu);
  const seconds = (endAt - countFrom) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return {
    count: latencies.length,
    seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    generatorCpuShare: (used.user + used.system) / 1e6 / seconds,
  };
}

function httpClients({ port, clients, repeat, expectedStatus }: HttpPlan): Promise<Next[]> {
  return Promise.all(
    clients.map(async ({ token, requests }) => {
      const wire = await openWire(port);
      const prepared = requests.map((request) => requestBytes(request, token));
      let turn = 0;
      return () => {
        const request = prepared[repeat ? turn % prepared.length : turn];
        turn += 1;
        return request && sent(wire, request, expectedStatus);
      };
    }),
  );
}

async function sent(wire: Awaited<ReturnType<typeof openWire>>, request: Buffer, expectedStatus: number) {
  const { status, body } = await wire.send(request);
  if (status !== expectedStatus)
    throw new Error(`${status} instead of ${expectedStatus}: ${body.toString()}`);
}

/** The limit that the database itself sets: rows of an answer's size. */
function databaseClients({ url, clients, statement }: DatabasePlan): Promise<Next[]> {
  const insert = {
    name: 'insert',
    text: 'insert into bench_limit (body) values ($1)',
    values: ['x'.repeat(400)],
  };
  return Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      return async () => {
        if (statement === 'alone') return void (await client.query(insert));
        await client.query('begin');
        await client.query(insert);
        await client.query('commit');
      };
    }),
  );
}
