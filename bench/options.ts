import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../platform/config';

export const HELP = `npm run bench [-- options]
Starts everything in a temporary folder, measures it, prints a table and writes it to docs/performance.md.

  --scenario a,b,…   only these: limit answers creates read list pdfs lives aging due spread (all)
  --seconds N        length of a measurement (10); below 10 the counted scenarios shrink in proportion: 3 for a smoke test
  --clients N        closed-loop HTTP clients (32)
  --workers N        checks workers, which share the work (1)
  --against FOLDER   measures the API of another checkout's build in alternation with this one, and prints the ratio
  --rounds N         how often they alternate (3)
  --profile FOLDER   writes the API's and the checks worker's CPU profiles there
  --keep             keeps docs/performance.md as it is

TEMPORAL_SERVER=postgres measures with the server of production in place of the development server.`;

export const SCENARIOS = [
  'limit',
  'creates',
  'answers',
  'read',
  'list',
  'pdfs',
  'lives',
  'aging',
  'due',
  'spread',
] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

export interface BenchOptions {
  root: string;
  scenarios: ReadonlySet<ScenarioName>;
  seconds: number;
  clients: number;
  workers: number;
  /** 1 at full length: counted scenarios are scaled by it. */
  scale: number;
  against?: string;
  rounds: number;
  profile?: string;
  keep: boolean;
  processors: number;
  temporalServer: 'dev' | 'postgres';
}

/** @throws Error that names an unknown option or scenario. */
export function benchOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      scenario: { type: 'string' },
      seconds: { type: 'string', default: '10' },
      clients: { type: 'string', default: '32' },
      workers: { type: 'string', default: '1' },
      against: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      profile: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const named = values.scenario?.split(',') ?? [...SCENARIOS];
  const unknown = named.filter((name) => !(SCENARIOS as readonly string[]).includes(name));
  if (unknown.length > 0)
    throw new Error(`Unknown scenario: ${unknown.join(', ')}. There are: ${SCENARIOS.join(', ')}`);
  const seconds = Number(values.seconds);
  return {
    root: join(__dirname, '../..'),
    scenarios: new Set(named as ScenarioName[]),
    seconds,
    clients: Number(values.clients),
    workers: Math.max(1, Math.floor(Number(values.workers))),
    scale: Math.min(1, seconds / 10),
    ...(values.against && { against: resolve(values.against) }),
    rounds: values.against ? Number(values.rounds) : 1,
    ...(values.profile && { profile: resolve(values.profile) }),
    keep: values.keep,
    processors: cpus().length,
    temporalServer: loadConfig([]).temporal.server,
  };
}
