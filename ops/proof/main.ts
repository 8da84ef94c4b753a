import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findOnPath } from '../../runtime/programs/find';
import { type Question, faultOf, questionsOf } from './examine';
import { dashboardsUnder, rulesUnder } from './files';
import { startLoad } from './load';
import { PROMETHEUS_METRICS, RARE_METRICS, SDK_METRICS, SERVER_METRICS } from './outsideMetrics';
import { type RunningPrometheus, startPrometheus } from './prometheus';
import { metricOf } from './promql';
import { type Stage, startStage } from './stage';

const HELP = `npm run ops:proof
Starts the product with its demo plant under a light load, beside a real Prometheus with the product's own configuration
and rules, in which a minute of waiting is a second. Asks every expression of boards and rules; then stops the worker of
the checks and S3, and sees the alerts come and go. Needs prometheus on PATH (Debian: the package prometheus).`;

const ROOT = resolve(__dirname, '../../..');
const ANSWERED_WITHIN_MS = 120_000;
const ALERTS_WITHIN_MS = 60_000;
const LOOK_MS = 1_000;

/** With a minute made a second, a machine that is busy for seconds brings these about. */
const OF_A_BUSY_MACHINE = [
  'ProverkaApiSlow',
  'ProverkaEventLoopBlocked',
  'ProverkaReportsSlow',
  'TemporalRequestsSlow',
  'TemporalPersistenceSlow',
  'TemporalWorkflowTasksLate',
];
/** Of the worker of checks, with which the queues of the integrations go, and of S3. */
const EXPECTED = [
  'ProverkaChecksWorkerDown',
  'ProverkaQueueUnattended',
  'ProverkaTargetDown',
  'ProverkaPartDown',
];

const say = (line: string) => console.log(`${process.uptime().toFixed(0).padStart(4)} s  ${line}`);

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const program = findOnPath('prometheus', process.env);
  if (!program)
    throw new Error('prometheus is not on PATH: apt-get install --no-install-recommends prometheus');
  const stage = await startStage(ROOT, process.env, say);
  try {
    say('the product runs, with its demo plant');
    const stopLoad = await startLoad(stage);
    const prometheus = await startPrometheus({
      ...{ root: ROOT, program, folder: join(stage.runtimeDir, 'prometheus') },
      ...{ port: await stage.port('prometheus'), supervisor: stage.supervisor, targets: stage.targets },
    });
    const faults = [...(await examine(prometheus)), ...(await stopAndStart(stage, prometheus))];
    await stopLoad();
    for (const fault of faults) say(`FAULT  ${fault}`);
    say(faults.length === 0 ? 'proved' : `${faults.length} faults`);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await stage.stop();
  }
}

/** Asks every expression until it answers as it should, since some figures take a while to come about. */
async function examine(prometheus: RunningPrometheus): Promise<string[]> {
  const questions = questionsOf(dashboardsUnder(ROOT), rulesUnder(ROOT));
  let open: { question: Question; fault: string }[] = questions.map((question) => ({
    question,
    fault: 'not asked',
  }));
  const end = Date.now() + ANSWERED_WITHIN_MS;
  while (open.length > 0 && Date.now() < end) {
    await delay(LOOK_MS);
    const known = new Set((await prometheus.metricNames()).flatMap((name) => [name, metricOf(name)]));
    const still = [];
    for (const { question } of open) {
      const fault = await faultOf(prometheus, known, question);
      if (fault) still.push({ question, fault });
    }
    open = still;
  }
  const names = await prometheus.metricNames();
  const outside = [...SDK_METRICS, ...SERVER_METRICS, ...PROMETHEUS_METRICS];
  const missing = outside.filter(
    (name) => !names.some((known) => known === name || metricOf(known) === name),
  );
  const absent = Object.keys(RARE_METRICS).filter((name) => !names.includes(name));
  say(`${questions.length} expressions asked, ${questions.length - open.length} answered as they should`);
  say(
    `absent as is allowed: ${absent.map((name) => `${name} (${RARE_METRICS[name]})`).join(', ') || 'none'}`,
  );
  return [
    ...open.map(({ question, fault }) => `${question.of}: ${fault}: ${question.expr}`),
    ...missing.map((name) => `${name}: said to be exported, and is not`),
    ...(await prometheus.downTargets()),
  ];
}

/** Alerts come when a worker and S3 are stopped, and go when they are back. */
async function stopAndStart({ checksWorker, s3 }: Stage, prometheus: RunningPrometheus): Promise<string[]> {
  const names = async () => [...new Set((await prometheus.firing()).map(({ name }) => name))];
  const troubling = async () => (await names()).filter((name) => !OF_A_BUSY_MACHINE.includes(name));
  const faults: string[] = [];
  const before = await until(troubling, (firing) => firing.length === 0);
  if (before.length > 0) faults.push(`firing while all is well: ${before.join(', ')}`);

  const stoppedAt = Date.now();
  await Promise.all([checksWorker.stop(), s3.stop()]);
  const during = await until(names, (firing) => EXPECTED.every((name) => firing.includes(name)));
  const silent = EXPECTED.filter((name) => !during.includes(name));
  if (silent.length > 0) faults.push(`stopped, and still silent: ${silent.join(', ')}`);
  say(`stopped; ${during.join(', ')} fire after ${secondsSince(stoppedAt)} s`);
  for (const { name, annotations } of await prometheus.firing())
    if (
      !annotations.runbook_url?.endsWith(`docs/runbook.md#${name.toLowerCase()}`) ||
      /error/.test(annotations.summary ?? '')
    )
      faults.push(`${name} says: ${JSON.stringify(annotations)}`);

  await Promise.all([checksWorker.start(), s3.start()]);
  const backAt = Date.now();
  const after = await until(troubling, (firing) => firing.length === 0);
  if (after.length > 0) faults.push(`back, and still firing: ${after.join(', ')}`);
  else say(`back; nothing fires after ${secondsSince(backAt)} s`);
  return faults;
}

const secondsSince = (moment: number) => Math.round((Date.now() - moment) / 1000);

async function until<T>(look: () => Promise<T>, isReached: (found: T) => boolean): Promise<T> {
  const end = Date.now() + ALERTS_WITHIN_MS;
  for (;;) {
    const found = await look();
    if (isReached(found) || Date.now() > end) return found;
    await delay(LOOK_MS);
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
