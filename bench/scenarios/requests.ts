import { type Figure, fixed, rateFigure, sharesOf, whole } from '../figures';
import type { Measured } from '../measure';
import type { StockedCheck } from '../stock';
import { ANSWERS } from '../template';
import { type Bench, type Scenario, measureHttp } from './bench';

/** More than can be opened in ten seconds would keep Temporal busy for minutes afterwards. */
const MOST_CREATED = 8_000;
const READ_CHECKS = 100;
const LISTED_CHECKS = 2_000;

export const creates: Scenario = async (bench) => {
  const { plant, options, stock } = bench;
  const perClient = Math.ceil((MOST_CREATED * options.scale) / options.clients / options.rounds);
  const since = new Date();
  const result = await measureHttp(bench, async () => ({
    expectedStatus: 201,
    repeat: false,
    clients: plant.executors.map((executor) => ({
      token: plant.manager.token,
      requests: Array.from({ length: perClient }, () => ({
        method: 'POST' as const,
        path: '/checks/',
        body: { template_id: plant.templates.plain, executor_id: executor.id },
      })),
    })),
  }));
  const byId = new Map(plant.executors.map((executor) => [executor.id, executor]));
  const rows: { id: string; executor_id: string }[] = await plant
    .rows('checks')
    .select('id', 'executor_id')
    .where('created_at', '>=', since);
  stock.add(
    rows.flatMap(({ id, executor_id }) => {
      const executor = byId.get(executor_id);
      return executor ? [{ id, executor }] : [];
    }),
  );
  return [againstLimit(bench, 'checks created', result)];
};

export const answers: Scenario = async (bench) => [
  againstLimit(bench, 'answers acknowledged', await measureAnswers(bench)),
];

/** Each client answers its own checks, question after question. */
export function measureAnswers(bench: Bench) {
  const { plant, options, stock } = bench;
  return measureHttp(bench, async (turn) => {
    const checks = await stock.take(Math.ceil(options.clients * (options.seconds + 2) * 8));
    await plant.quiet();
    return {
      expectedStatus: 200,
      repeat: false,
      clients: spread(checks, bench).map(({ token, checks: own }, n) => ({
        token,
        requests: own.flatMap(({ id }) =>
          ANSWERS.map((answer, index) => ({
            method: 'POST' as const,
            path: `/checks/${id}/answer`,
            body: { ...answer, client_id: `${turn}-${n}-${index}` },
          })),
        ),
      })),
    };
  });
}

/** Each client's share of the checks: its person's, shared out among that person's devices. */
function spread(checks: readonly StockedCheck[], { plant }: Bench) {
  const clients = plant.executors.map((executor) => ({
    id: executor.id,
    token: executor.token,
    checks: [] as StockedCheck[],
  }));
  const turns = new Map<string, number>();
  for (const check of checks) {
    const devices = clients.filter((client) => client.id === check.executor.id);
    const turn = turns.get(check.executor.id) ?? 0;
    turns.set(check.executor.id, turn + 1);
    devices[turn % devices.length]?.checks.push(check);
  }
  return clients;
}

export const read: Scenario = async (bench) => {
  const { plant, stock } = bench;
  const checks = await stock.take(READ_CHECKS);
  await stock.fill(checks);
  await plant.quiet();
  const result = await measureHttp(bench, async () => ({
    expectedStatus: 200,
    repeat: true,
    clients: plant.executors.map(({ id, token }, n) => {
      const own = checks.filter((check) => check.executor.id === id);
      const from = n % Math.max(1, own.length);
      const turned = [...own.slice(from), ...own.slice(0, from)];
      return {
        token,
        requests: turned.map((check) => ({ method: 'GET' as const, path: `/checks/${check.id}` })),
      };
    }),
  }));
  return [againstLimit(bench, 'check with 20 answers read', result)];
};

export const list: Scenario = async (bench) => {
  const { plant, stock, options } = bench;
  await stock.open(Math.ceil(LISTED_CHECKS * options.scale), { area_id: plant.listAreaId });
  await plant.quiet();
  const result = await measureHttp(bench, async () => ({
    expectedStatus: 200,
    repeat: true,
    clients: plant.executors.map(() => ({
      token: plant.lister.token,
      requests: [{ method: 'GET' as const, path: '/checks/?limit=50' }],
    })),
  }));
  return [againstLimit(bench, `list of 50 out of ${whole(LISTED_CHECKS * options.scale)}`, result)];
};

function againstLimit(
  { limit }: Bench,
  scenario: string,
  { ours, against }: { ours: Measured; against?: { other: Measured; ratios: number[] } },
): Figure {
  const ratio = against
    ? `${fixed(ours.perSecond / against.other.perSecond, 2)} × other build (${against.ratios.map((one) => fixed(one, 2)).join(', ')})`
    : limit && `${fixed(ours.perSecond / limit.transactions, 2)} × limit`;
  const other =
    against &&
    `other: ${whole(against.other.perSecond)}/s, p99 ${fixed(against.other.p99Ms)} ms, API ${fixed(against.other.apiCpuMsEach, 2)} ms each; ${sharesOf(ours)}`;
  return rateFigure(scenario, ours, { ...(ratio && { ratio }), ...(other && { note: other }) });
}
