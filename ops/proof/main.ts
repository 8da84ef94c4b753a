import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findOnPath } from '../../runtime/programs/find';
import { type Question, faultOf, questionsOf } from './examine';
import { dashboardsUnder, rulesUnder } from './files';
import { signInCrew, startLoad } from './load';
import { PROMETHEUS_METRICS, RARE_METRICS, SDK_METRICS, SERVER_METRICS } from './outsideMetrics';
import { type RunningPrometheus, startPrometheus } from './prometheus';
import { metricOf } from './promql';
import { proveAlerts } from './proveAlerts';
import { startAlertmanager } from './alertmanager';
import { startStage } from './stage';
import { type AlertWatch, watchAlerts } from './watch';

const HELP = `npm run ops:proof
Starts the product with its demo plant under a light load, beside a real Prometheus and a real Alertmanager with the
product's own configuration and rules, in which a minute is a second. Asks every expression of boards and rules; then
brings faults about (parts stop, others refuse or break), sees the alerts come and go, and reads what whoever is on duty
is told. Needs prometheus and alertmanager on PATH (Debian: prometheus, prometheus-alertmanager).`;

const ROOT = resolve(__dirname, '../../..');
const ANSWERED_WITHIN_MS = 60_000;
const LOOK_MS = 1_000;

const say = (line: string) => console.log(`${process.uptime().toFixed(0).padStart(4)} s  ${line}`);

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const programs = {
    prometheus: programOf('prometheus', ['prometheus']),
    alertmanager: programOf('prometheus-alertmanager', ['prometheus-alertmanager', 'alertmanager']),
  };
  const stage = await startStage(ROOT, process.env, say);
  const place = async (name: string) => ({
    ...{ root: ROOT, folder: join(stage.runtimeDir, name), supervisor: stage.supervisor },
    port: await stage.port(name),
  });
  try {
    say('the product runs, with its demo plant');
    const crew = await signInCrew(stage);
    const stopLoad = startLoad(stage, crew);
    const alertmanager = await startAlertmanager({
      ...(await place('alertmanager')),
      program: programs.alertmanager,
    });
    const prometheus = await startPrometheus({
      ...(await place('prometheus')),
      ...{ program: programs.prometheus, targets: stage.targets, alertmanager: alertmanager.address },
    });
    const watch = watchAlerts(prometheus);
    const faults = [
      ...(await examine(prometheus)),
      ...(await proveAlerts({ stage, crew, alertmanager, watch, say })),
    ];
    await Promise.all([stopLoad(), watch.stop(), alertmanager.stop()]);
    tellSeen(watch);
    for (const fault of faults) say(`FAULT  ${fault}`);
    say(faults.length === 0 ? 'proved' : `${faults.length} faults`);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await stage.stop();
  }
}

function programOf(debian: string, names: string[]): string {
  const found = names.map((name) => findOnPath(name, process.env)).find((path) => path !== undefined);
  if (found) return found;
  throw new Error(`${names[0]} is not on PATH: apt-get install --no-install-recommends ${debian}`);
}

function tellSeen({ seen }: AlertWatch): void {
  const alerts = rulesUnder(ROOT).flatMap(({ alert }) => alert ?? []);
  const unseen = alerts.filter((name) => !seen.has(name));
  say(`${alerts.length - unseen.length} of ${alerts.length} alerts were seen live`);
  say(`by promtool alone: ${unseen.join(', ')}`);
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

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
