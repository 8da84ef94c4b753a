import type { RunningAlertmanager } from './alertmanager';
import { type Scene, type SceneDeps, tracksOf } from './scenes';
import { type AlertWatch, until } from './watch';

/** With a minute made a second, a machine that is busy for seconds brings these about. */
const OF_A_BUSY_MACHINE = [
  'ProverkaApiSlow',
  'ProverkaEventLoopBlocked',
  'ProverkaReportsSlow',
  'TemporalRequestsSlow',
  'TemporalPersistenceSlow',
  'TemporalWorkflowTasksLate',
];
const NEVER_BACKED_UP = 'ProverkaBackupNeverMade';
const WITHIN_MS = 120_000;
const HEARD_WITHIN_MS = 20_000;

interface ProofDeps extends SceneDeps {
  watch: AlertWatch;
  alertmanager: RunningAlertmanager;
  say(line: string): void;
}

/** Brings each fault about, sees its alerts fire, and all of them go when it is over. Returns what was not as it should be. */
export async function proveAlerts(deps: ProofDeps): Promise<string[]> {
  const { watch, stage, say } = deps;
  const faults: string[] = [];
  const troubling = () => watch.firing().filter((name) => !OF_A_BUSY_MACHINE.includes(name));
  const quiet = (): Promise<string[]> => until(troubling, (firing) => firing.length === 0, WITHIN_MS);

  await until(watch.firing, (firing) => firing.includes(NEVER_BACKED_UP), WITHIN_MS);
  if (!watch.seen.has(NEVER_BACKED_UP)) faults.push(`no backup yet, and still silent: ${NEVER_BACKED_UP}`);
  await stage.run('backup');
  const before = await quiet();
  if (before.length > 0) faults.push(`firing while all is well: ${before.join(', ')}`);

  const beganAt = Date.now();
  const tracks = tracksOf(deps).map(async (scenes) => {
    for (const scene of scenes)
      faults.push(...(await play(scene, deps).catch((error: Error) => [`${scene.fault}: ${error.message}`])));
  });
  await Promise.all(tracks);
  say(`all faults are over, ${secondsSince(beganAt)} s after the first`);
  const endedAt = Date.now();
  const after = await quiet();
  if (after.length > 0) faults.push(`all is well again, and still firing: ${after.join(', ')}`);
  else say(`nothing fires after ${secondsSince(endedAt)} s`);
  const unresolved = () => untold(deps);
  const unheard = await until(unresolved, (left) => left.length === 0, HEARD_WITHIN_MS);
  const { told, keptBack } = deps.alertmanager;
  say(
    `${told.length} messages to whoever is on duty; kept back as mere consequences: ${[...keptBack].join(', ')}`,
  );
  return [...faults, ...faultyWords(watch), ...unheard];
}

async function play(scene: Scene, { watch, say }: ProofDeps): Promise<string[]> {
  const beganAt = Date.now();
  const fired = new Set<string>();
  say(`begins: ${scene.fault}`);
  try {
    await scene.begin();
    await until(
      () => {
        for (const name of watch.firing()) fired.add(name);
        return fired;
      },
      () => scene.alerts.every((name) => fired.has(name)),
      WITHIN_MS,
    );
  } finally {
    await scene.end();
  }
  const silent = scene.alerts.filter((name) => !fired.has(name));
  const shown = scene.alerts.length - silent.length;
  say(`over: ${scene.fault}: ${shown} of ${scene.alerts.length} alerts, ${secondsSince(beganAt)} s`);
  return silent.map((name) => `${scene.fault}, and still silent: ${name}`);
}

function faultyWords({ seen }: AlertWatch): string[] {
  return [...seen.values()]
    .filter(
      ({ name, annotations }) =>
        !annotations.runbook_url?.endsWith(`docs/runbook.md#${name.toLowerCase()}`) ||
        /error/.test(annotations.summary ?? ''),
    )
    .map(({ name, annotations }) => `${name} says: ${JSON.stringify(annotations)}`);
}

/** What follows from the stopped worker of the checks, which is told itself. */
const CONSEQUENCES = ['ProverkaEscalationLag', 'ProverkaOutboxStuck'];

/** Whoever is on duty hears of each alert and of its end, of several in one message, and not of what only follows. */
function untold({ alertmanager, watch }: ProofDeps): string[] {
  const { told, keptBack } = alertmanager;
  const alerts = told.flatMap((message) => message.alerts);
  const isTold = (name: string, status: string) =>
    alerts.some((alert) => alert.labels.alertname === name && alert.status === status);
  const unheard = [...watch.seen.keys()]
    .filter((name) => !keptBack.has(name) && !OF_A_BUSY_MACHINE.includes(name))
    .flatMap((name) =>
      ['firing', 'resolved'].filter((status) => !isTold(name, status)).map((status) => `${name} ${status}`),
    );
  const together = told.filter((message) => message.alerts.length > 1);
  const astray = alerts.filter(({ annotations }) => !/#\w+$/.test(annotations.runbook_url ?? ''));
  const unkept = CONSEQUENCES.filter((name) => !keptBack.has(name));
  return [
    ...(unheard.length > 0 ? [`whoever is on duty does not hear of: ${unheard.join(', ')}`] : []),
    ...(unkept.length > 0 ? [`told though their cause is: ${unkept.join(', ')}`] : []),
    ...(together.length > 0 ? [] : ['no message has two alerts: nothing is grouped']),
    ...(astray.length > 0
      ? [`a message leads to no section of the runbook: ${JSON.stringify(astray[0])}`]
      : []),
  ];
}

const secondsSince = (moment: number) => Math.round((Date.now() - moment) / 1000);
