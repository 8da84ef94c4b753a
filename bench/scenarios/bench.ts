import type { Figure } from '../figures';
import type { HttpPlan } from '../loadPlan';
import { type Measured, measure } from '../measure';
import type { BenchOptions } from '../options';
import type { Plant } from '../plant';
import type { Stock } from '../stock';

/** What a scenario is run with. */
export interface Bench {
  plant: Plant;
  stock: Stock;
  options: BenchOptions;
  /** Transactions a second that the database alone gave in this run; what others are held against. */
  limit?: { transactions: number; statements: number };
  say(line: string): void;
}

export type Scenario = (bench: Bench) => Promise<Figure[]>;

const WARMUP_MS = 1_500;

export const duration = ({ seconds }: BenchOptions) => ({ warmupMs: WARMUP_MS, measureMs: seconds * 1_000 });

/**
 * Measures ours; where another build is compared, both in alternation. The plan is made anew for each turn, for
 * requests that can be sent once only.
 */
export async function measureHttp(
  { plant, options }: Bench,
  planFor: (turn: number) => Promise<Omit<HttpPlan, 'kind' | 'port' | 'warmupMs' | 'measureMs'>>,
): Promise<{ ours: Measured; against?: { other: Measured; ratios: number[] } }> {
  const ours: Measured[] = [];
  const others: Measured[] = [];
  const run = async (port: number, turn: number) =>
    measure(plant, { kind: 'http', port, ...duration(options), ...(await planFor(turn)) });
  for (let round = 0; round < options.rounds; round++) {
    if (plant.otherPort) others.push(await run(plant.otherPort, round * 2));
    ours.push(await run(plant.apiPort, round * 2 + 1));
  }
  if (!plant.otherPort) return { ours: middle(ours) };
  const ratios = ours.map((one, round) => one.perSecond / (others[round]?.perSecond ?? Number.NaN));
  return { ours: middle(ours), against: { other: middle(others), ratios } };
}

const middle = (all: readonly Measured[]): Measured =>
  [...all].sort((a, b) => a.perSecond - b.perSecond)[Math.floor((all.length - 1) / 2)] as Measured;
