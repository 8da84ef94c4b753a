import { v7 as uuidv7 } from 'uuid';
import pino from 'pino';
import { Registry } from 'prom-client';
import { exposeDomain } from '../../api/domainMetrics';
import { DOMAIN_METRICS } from '../../api/domainSamples';
import { type DomainFigures, domainFigures } from '../../db/domainFigures';
import { tasksOf } from '../../domain/recurringTask';
import { RETENTION_KINDS } from '../../domain/retention';
import { HOUR, type Plant, aPlant } from '../support/plant';

const logger = pino({ level: 'silent' });

/** Each sample of the metric as `labels value`, in order. */
async function told(registry: Registry, name: string): Promise<string[]> {
  const text = await registry.metrics();
  return text
    .split('\n')
    .filter((line) => new RegExp(`^proverka_${name}[{ ]`).test(line))
    .map((line) => line.slice(`proverka_${name}`.length).trim())
    .sort();
}

function exposed(load: () => Promise<DomainFigures>, keptMs = 0, deadlineMs = 4_000): Registry {
  const registry = new Registry();
  exposeDomain({ registry, logger, load, keptMs, deadlineMs });
  return registry;
}

describe('on the rows of a plant', () => {
  let plant: Plant;
  let registry: Registry;
  beforeAll(async () => {
    plant = await aPlant();
    registry = exposed(() => domainFigures(plant.db.pool, tasksOf({ bitrix: false })));
  });
  afterAll(() => plant?.close());

  const value = async (name: string): Promise<number> => Number((await told(registry, name))[0]);

  test('an empty plant has 0 of what has no area, and no backup', async () => {
    expect(await told(registry, 'checks_active')).toEqual([]);
    expect(await told(registry, 'outbox_messages')).toEqual(['0']);
    expect(await told(registry, 'reports_waiting')).toEqual(['{status="pending"} 0', '{status="running"} 0']);
    expect(await told(registry, 'backup_last_success_timestamp_seconds')).toEqual(['0']);
    expect(await told(registry, 'backups_total')).toEqual(['{result="failure"} 0', '{result="success"} 0']);
    expect(await value('moment_lag_seconds')).toBe(0);
  });

  test('checks count by status and workshop; one that is late and unheard of makes a lag, until it is carried out', async () => {
    // The plant's clock stands in the past: by the database's, which is asked, all of it is late.
    const id = await plant.aCheck({ dueInMs: HOUR });
    expect(await told(registry, 'checks_active')).toEqual([
      '{status="in_progress",area="Завод / Цех 1"} 0',
      '{status="open",area="Завод / Цех 1"} 1',
      '{status="submitted",area="Завод / Цех 1"} 0',
    ]);
    expect(await told(registry, 'checks_overdue')).toEqual(['{area="Завод / Цех 1"} 1']);
    expect(await told(registry, 'reviews_overdue')).toEqual(['{area="Завод / Цех 1"} 0']);
    expect(await value('moment_lag_seconds')).toBeGreaterThan(3600);
    expect(await value('outbox_messages')).toBeGreaterThan(0);
    plant.pass(HOUR);
    await plant.carryOut(id);
    expect(await value('moment_lag_seconds')).toBe(0);
  });

  test('a line below a workshop counts as the workshop', async () => {
    const line = await plant.build.anArea({ name: 'Линия 3', parent_id: plant.areas.area });
    const executor = await plant.build.aUser({ area_id: line });
    await plant.aCheck({ executor });
    expect(await told(registry, 'checks_active')).toContain('{status="open",area="Завод / Цех 1"} 2');
  });

  test('a backup that failed does not make the last good one younger', async () => {
    const backup = (minutesAgo: number, over: object) => {
      const at = new Date(Date.now() - minutesAgo * 60_000);
      return plant.db.pool('backups').insert({
        ...{ id: uuidv7(), kind: 'daily', started_at: at, finished_at: at },
        ...{ object_key: 'b', manifest_key: 'm', ...over },
      });
    };
    const good = { size_bytes: 123, sha256: 'x', audit_head_seq: 1, audit_head_hash: 'x' };
    await backup(90, { status: 'failed', error: 'no space' });
    const ageOf = async () => Date.now() / 1000 - (await value('backup_last_success_timestamp_seconds'));
    expect(await ageOf()).toBeGreaterThan(89 * 60);
    await backup(60, { status: 'done', ...good });
    await backup(30, { status: 'failed', error: 'no space' });
    expect(Math.round((await ageOf()) / 60)).toBe(60);
    expect(await told(registry, 'backups_total')).toEqual(['{result="failure"} 2', '{result="success"} 1']);
    expect(await told(registry, 'backup_last_size_bytes')).toEqual(['123']);
  });

  test('a task that never ran counts from the installation on; one of several steps from the step that lags', async () => {
    const { taskRuns } = plant.db.read;
    const ageOf = async (task: string) => {
      const line = (await told(registry, 'task_last_success_timestamp_seconds')).find((one) =>
        one.startsWith(`{task="${task}"}`),
      );
      return Date.now() / 1000 - Number(line?.split(' ')[1]);
    };
    const installed = await ageOf('retention');
    expect(installed).toBeLessThan(3600);
    const ago = (hours: number) => new Date(Date.now() - hours * HOUR);
    for (const step of RETENTION_KINDS) await taskRuns.succeeded({ task: 'retention', step }, ago(2), {});
    await taskRuns.succeeded({ task: 'retention', step: 'objects' }, ago(30), {});
    await taskRuns.failed({ task: 'retention', step: 'objects' }, ago(1), 'no answer');
    expect(Math.round((await ageOf('retention')) / 3600)).toBe(30);
    const tasks = (await told(registry, 'task_allowed_seconds')).map((line) => /task="(.+)"/.exec(line)?.[1]);
    expect(tasks.sort()).toEqual(tasksOf({ bitrix: false }).sort());
  });
});

const FIGURES = {
  checks: [],
  moment_lag_seconds: 0,
  outbox: { messages: 3, oldest_age_seconds: 1 },
  reports: [],
  report_oldest_age_seconds: 0,
  actions: [],
  unsynced: [],
  unsynced_oldest_age_seconds: 0,
  telegram_updates: { updates: 0, oldest_age_seconds: 0 },
  backups: [],
  backup_success_at: 0,
  backup_size_bytes: 0,
  backups_since: 0,
  tasks: [],
};

test('a database that does not answer fails no scrape: what is not known is not told as 0', async () => {
  for (const registry of [
    exposed(() => Promise.reject(new Error('away'))),
    exposed(() => new Promise(() => undefined), 1_000, 10),
  ]) {
    expect(await told(registry, 'domain_metrics_up')).toEqual(['0']);
    expect(await told(registry, 'outbox_messages')).toEqual(['Nan']);
    expect(await told(registry, 'reports_waiting')).toEqual([]);
    expect(await told(registry, 'backups_total')).toEqual([]);
  }
});

test('one statement serves all metrics, and scrapes that come together', async () => {
  let asked = 0;
  const load = async () => {
    asked += 1;
    return FIGURES;
  };
  const registry = exposed(load, 60_000);
  await Promise.all([registry.metrics(), registry.metrics()]);
  expect(await told(registry, 'outbox_messages')).toEqual(['3']);
  expect(asked).toBe(1);
});

test('of hundreds of workshops the thirty largest have a label, the others share one', async () => {
  const checks = Array.from({ length: 200 }, (_, n) => ({
    status: 'open',
    area: `Цех ${n}`,
    checks: n + 1,
    overdue: 1,
  }));
  const lines = await told(
    exposed(async () => ({ ...FIGURES, checks })),
    'checks_overdue',
  );
  expect(lines).toHaveLength(31);
  expect(lines).toContain('{area="other"} 170');
  expect(lines).toContain('{area="Цех 199"} 1');
});

test('names begin with the product, and say their unit', () => {
  for (const { name, labels } of DOMAIN_METRICS) {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    for (const label of labels) expect(['status', 'area', 'sync_status', 'task']).toContain(label);
  }
});
