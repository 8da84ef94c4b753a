import { wantedOf } from '../../activities/schedules/applySchedule';
import { diagnoseMaintenance } from '../../clients/maintenance';
import { createSchedulerClient } from '../../clients/schedules';
import {
  BACKUP_QUEUE,
  BITRIX_QUEUE,
  CHECKS_QUEUE,
  REPORTS_QUEUE,
  TELEGRAM_QUEUE,
  type TemporalClient,
  diagnoseTemporal,
} from '../../clients/temporal';
import type { Database } from '../../db/database';
import { type Finding, fail, look, ok, warn } from './finding';

const OLDEST_VERSION = [1, 29];
const UNREACHABLE = 'check TEMPORAL_ADDRESS, that the server runs, and that nothing stands between';
const POLLED_WITHIN_MS = 2 * 60_000;

export interface TemporalLook {
  temporal: TemporalClient;
  namespace: string;
  db: Database;
  has: { telegram: boolean; bitrix: boolean; backups: boolean };
  now: () => Date;
}

export const lookAtTemporal = (deps: TemporalLook): Promise<Finding[]> =>
  look('Temporal', UNREACHABLE, async () => {
    const { temporal, namespace, has, now } = deps;
    const queues = [
      ...[CHECKS_QUEUE, REPORTS_QUEUE],
      ...(has.telegram ? [TELEGRAM_QUEUE] : []),
      ...(has.bitrix ? [BITRIX_QUEUE] : []),
      ...(has.backups ? [BACKUP_QUEUE] : []),
    ];
    const { serverVersion, hasNamespace, missingAttributes, lastPolled } = await diagnoseTemporal(
      temporal,
      namespace,
      queues,
    );
    if (!hasNamespace)
      return [
        version(serverVersion),
        fail(
          'namespace',
          `there is no ${namespace}`,
          `temporal operator namespace create --namespace ${namespace} --retention 720h`,
        ),
      ];
    return [
      version(serverVersion),
      ok('namespace', namespace),
      missingAttributes.length > 0
        ? fail(
            'search attributes',
            `not registered: ${missingAttributes.join(', ')}`,
            'start a worker with --queues checks: it registers them',
          )
        : ok('search attributes', 'registered'),
      ...queues.map((name) => worker(name, lastPolled[name], now())),
      ...(await maintenance(deps)),
      ...(await schedules(deps)),
    ];
  });

function version(found: string): Finding {
  const [major = 0, minor = 0] = found.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = OLDEST_VERSION;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor))
    return ok('Temporal', `version ${found}`);
  return fail(
    'Temporal',
    `version ${found}`,
    `move to ${OLDEST_VERSION.join('.')} or later: Updates and worker versions need it`,
  );
}

function worker(queue: string, polled: Date | undefined, now: Date): Finding {
  const what = `worker for ${queue}`;
  const remedy = `start one: npm run worker -- --queues ${queue}`;
  if (!polled) return fail(what, 'nobody asks for work', remedy);
  const agoMs = now.getTime() - polled.getTime();
  if (agoMs > POLLED_WITHIN_MS)
    return fail(what, `nobody has asked for work for ${Math.round(agoMs / 1000)} s`, remedy);
  // Temporal tells the time of day nowhere else.
  if (agoMs < -5_000)
    return warn(
      what,
      `last asked for work in ${Math.round(-agoMs / 1000)} s`,
      'Temporal and this machine differ in time: run a time service on both',
    );
  return ok(what, 'asks for work');
}

async function maintenance({ temporal, has }: TemporalLook): Promise<Finding[]> {
  const stands = Object.entries(await diagnoseMaintenance(temporal.client, has));
  const wrong = stands.filter(([, state]) => state !== 'planned');
  if (wrong.length === 0) return [ok('maintenance', stands.map(([id]) => id).join(', '))];
  return wrong.map(([id, state]) =>
    state === 'paused'
      ? warn('maintenance', `${id} is paused`, `temporal schedule toggle --unpause --schedule-id ${id}`)
      : fail(
          'maintenance',
          `${id} is not planned`,
          'start a worker with --queues checks: it plans what is missing',
        ),
  );
}

const AT_ONCE = 100;

/** Temporal's Schedules are what the rows say, but for changes that are on their way. */
async function schedules({ db, temporal }: TemporalLook): Promise<Finding[]> {
  const scheduler = createSchedulerClient(temporal.client);
  const drifted: string[] = [];
  let count = 0;
  for (let after: string | null = null; ; ) {
    const ids: string[] = await db.read.schedules.living(after, AT_ONCE);
    const untold = await db.read.schedules.untold(ids);
    for (const row of await db.read.schedules.findMany(ids)) {
      count += 1;
      const drift = untold.has(row.id) ? [] : await scheduler.drift(wantedOf(row));
      if (drift.length > 0) drifted.push(`${row.id} (${drift.join(', ')})`);
    }
    after = ids.at(-1) ?? null;
    if (ids.length < AT_ONCE) break;
  }
  if (drifted.length === 0) return [ok('schedules', `${count}, in Temporal as in our rows`)];
  return [
    warn(
      'schedules',
      `otherwise in Temporal: ${drifted.join('; ')}`,
      'reconcile-schedules puts them right within five minutes; if not, see its last run',
    ),
  ];
}
