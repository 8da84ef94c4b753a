import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { type Figure } from './figures';
import { watchMemory } from './measure';
import { HELP, type ScenarioName, SCENARIOS, benchOptions } from './options';
import { startPlant } from './plant';
import { memoryMb } from './processes';
import { type RunFacts, consoleTable, performanceDocument } from './report';
import { aging } from './scenarios/aging';
import type { Bench, Scenario } from './scenarios/bench';
import { limit } from './scenarios/limit';
import { due, spread } from './scenarios/moments';
import { lives, pdfs } from './scenarios/reports';
import { answers, creates, list, read } from './scenarios/requests';
import { createStock } from './stock';

const RUNS: Record<ScenarioName, Scenario> = {
  limit,
  creates,
  answers,
  read,
  list,
  pdfs,
  lives,
  aging,
  due,
  spread,
};

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const options = benchOptions(process.argv.slice(2));
  const say = (line: string) => console.log(`  ${line}`);
  const plant = await startPlant(options, say);
  try {
    const bench: Bench = { plant, stock: createStock(plant), options, say };
    await plant.quiet();
    const others = [loadavg()[0] ?? 0];
    const idleMb = memoryMb(plant.pids());
    const memory = watchMemory(plant);
    const figures: Figure[] = [];
    for (const name of SCENARIOS.filter((scenario) => options.scenarios.has(scenario))) {
      say(`${name}…`);
      const found = await RUNS[name](bench);
      figures.push(...found);
      for (const { scenario, value, p99, cpu, ratio, note } of found)
        say(`  ${[scenario, value, p99 && `p99 ${p99}`, cpu, ratio, note].filter(Boolean).join('; ')}`);
      await plant.quiet();
      others.push(loadavg()[0] ?? 0);
    }
    const facts: RunFacts = {
      options,
      figures,
      idleMb,
      loadMb: memory.stop(),
      startSeconds: plant.startSeconds,
      waitingProcesses: others,
    };
    console.log(consoleTable(facts));
    const isWhole = options.scenarios.size === SCENARIOS.length && options.scale === 1 && !options.against;
    if (isWhole && !options.keep) {
      const file = join(options.root, 'docs/performance.md');
      writeFileSync(file, performanceDocument(facts, readFileSync(file, 'utf8')));
      say('written to docs/performance.md');
    }
  } finally {
    await plant.stop();
  }
}

main().then(
  () => process.exit(),
  (error: Error) => {
    console.error(error);
    process.exit(1);
  },
);
