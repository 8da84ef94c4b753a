import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { acknowledgedAnswers, anEmptyLedger } from './chaos/ledger';
import { liveOne, planRounds } from './chaos/lives';
import { seeded } from './chaos/random';
import { setStage } from './chaos/stage';
import { type StrikeCounts, strikeUntil } from './chaos/strikes';
import type { Fault } from './invariants/fault';
import { invariantFaults } from './invariants/invariants';

const HELP = `npm run chaos [-- options]
Starts everything in a temporary folder, lets people live checks over HTTP, kills workers, API, Temporal and Postgres one
by one, all at once and again during recovery, and then holds the stores against what the people were told.
Exit code 1 when anything was lost, doubled or left unexplained.

  --seed N      which moments and parts are hit, and what the people do (1)
  --minutes N   how long parts are killed (2)
  --checks N    checks that are under way at a time (16)`;

/** Within this all must have settled once nothing is killed any more: reports are made, the outbox is empty. */
const SETTLE_MS = 120_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string', default: '2' },
      checks: { type: 'string', default: '16' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void console.log(HELP);
  const say = (line: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
  const random = seeded(Number(values.seed));
  const stage = await setStage(join(__dirname, '../..'), say);
  const ledger = anEmptyLedger();
  await planRounds(stage.cast);
  const endAt = Date.now() + Number(values.minutes) * 60_000;
  const lives = Array.from({ length: Number(values.checks) }, async () => {
    const own = random.fork();
    while (Date.now() < endAt) await liveOne(stage.cast, ledger, own);
  });
  const counts = await strikeUntil(endAt, stage, random.fork(), say);
  say('nothing is killed any more; the last lives end');
  await Promise.all(lives);

  const settledFrom = Date.now();
  const faults = await settle(() => invariantFaults({ ...stage, temporal: stage.temporal.client }, ledger));
  const slots = Number((await stage.db.pool('slots').count('* as n').first())?.n);
  const acknowledged = acknowledgedAnswers(ledger).length;
  const settleSeconds = (Date.now() - settledFrom) / 1000;
  report(values.seed, counts, ledger.opened.size, slots, acknowledged, settleSeconds, faults);
  await stage.stop();
  process.exit(faults.length > 0 ? 1 : 0);
}

/** The faults that are left when all has settled, or when it has not in time. */
async function settle(look: () => Promise<Fault[]>): Promise<Fault[]> {
  const end = Date.now() + SETTLE_MS;
  for (;;) {
    const faults = await look();
    if (faults.length === 0 || Date.now() > end) return faults;
    await delay(2_000);
  }
}

function report(
  seed: string,
  { kills, byPart, strikes, allAtOnce, duringRecovery }: StrikeCounts,
  checks: number,
  slots: number,
  acknowledged: number,
  settleSeconds: number,
  faults: readonly Fault[],
): void {
  const count = (kind: Fault['kind']) => faults.filter((fault) => fault.kind === kind).length;
  const parts = Object.entries(byPart).map(([part, times]) => `${part} ${times}`);
  console.log(
    [
      `seed                  ${seed}`,
      `kills                 ${kills} (${parts.join(', ')})`,
      `strikes               ${strikes}: ${allAtOnce} of all at once, ${duringRecovery} again during recovery`,
      `checks                ${checks}`,
      `slots                 ${slots}`,
      `acknowledged answers  ${acknowledged}`,
      `lost                  ${count('lost')}`,
      `doubled               ${count('doubled')}`,
      `unexplained           ${count('unexplained')}`,
      `settled within        ${settleSeconds.toFixed(1)} s`,
      ...(faults.length === 0
        ? [`No failure in ${kills} kills bounds the rate by ${(3 / kills).toPrecision(2)} a kill (95 %).`]
        : faults.map(({ kind, what }) => `  ${kind}: ${what}`)),
    ].join('\n'),
  );
}

main().catch((error: Error) => {
  console.error(error);
  process.exit(1);
});
