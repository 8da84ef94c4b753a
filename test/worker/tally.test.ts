import pino from 'pino';
import { Registry } from 'prom-client';
import { createCheckActivities } from '../../activities/checks';
import { createBotApi } from '../../clients/telegram/botApi';
import { verifyChain } from '../../db/auditVerification';
import { createPool } from '../../db/pool';
import { recordTask } from '../../activities/recordTask';
import { startAuditWatch } from '../../worker/auditWatch';
import { createTally } from '../../worker/tally';
import { eventually } from '../support/eventually';
import { HOUR, type Plant, aPlant } from '../support/plant';
import { startFakeTelegram } from '../support/telegram/fakeTelegram';

let plant: Plant;
beforeAll(async () => {
  plant = await aPlant();
});
afterAll(() => plant?.close());

async function valueOf(registry: Registry, sample: string): Promise<number | undefined> {
  const line = (await registry.metrics()).split('\n').find((line) => line.startsWith(`${sample} `));
  return line === undefined ? undefined : Number(line.slice(sample.length + 1));
}

test('each step of an escalation counts once, by its level, and what has not happened is 0', async () => {
  const registry = new Registry();
  const { onEscalated } = createTally(registry);
  const { services, now } = plant;
  const activities = createCheckActivities({
    ...{ db: plant.db, templates: services.templates, now },
    onEscalated,
  });
  const levels = () =>
    Promise.all(
      [1, 2].map((n) => valueOf(registry, `proverka_escalations_total{subject="check",level="${n}"}`)),
    );
  const escalation = [
    { after: 'PT0S', to: ['executor' as const] },
    { after: 'PT1H', to: ['supervisor' as const] },
  ];
  const id = await plant.aCheck({ settings: { escalation }, dueInMs: HOUR });
  expect(await levels()).toEqual([0, undefined]);
  for (let n = 0; n < 3; n++) {
    plant.pass(HOUR);
    await activities.carryOut({ check_id: id, moment_at: now().toISOString() });
  }
  expect(await levels()).toEqual([1, 1]);
});

test('a call of the Bot API counts by its method and what came of it', async () => {
  const registry = new Registry();
  const fake = await startFakeTelegram();
  try {
    const { onBotCall } = createTally(registry);
    const api = createBotApi({ token: fake.token, apiRoot: fake.root, onCall: onBotCall });
    const { id } = fake.user();
    await api.send(id, { html: 'Да' });
    fake.fail({ method: 'sendMessage', mood: 'flood', retry_after: 7 });
    await api.send(id, { html: 'Да' }).catch(() => undefined);
    const count = (result: string) =>
      valueOf(
        registry,
        `proverka_telegram_request_duration_seconds_count{method="sendMessage",result="${result}"}`,
      );
    expect(await Promise.all(['ok', 'flood'].map(count))).toEqual([1, 1]);
  } finally {
    await fake.stop();
  }
});

test('an entry of the audit log that was altered shows as a broken chain', async () => {
  await plant.aCheck();
  const watch = async (registry: Registry): Promise<() => Promise<void>> => {
    const stop = startAuditWatch({
      db: plant.db,
      registry,
      logger: pino({ level: 'silent' }),
      firstAfterMs: 0,
    });
    await eventually(async () =>
      expect(await valueOf(registry, 'proverka_audit_chain_verified_timestamp_seconds')).toBeGreaterThan(0),
    );
    return stop;
  };
  const [before, after] = [new Registry(), new Registry()];
  await (await watch(before))();
  expect(await valueOf(before, 'proverka_audit_chain_intact')).toBe(1);
  const owner = createPool({ url: plant.adminUrl, maxConnections: 1, applicationName: 'test' });
  try {
    await owner.raw('alter table audit_log disable trigger all');
    await owner.raw(`update audit_log set action = 'check.nothing' where seq = 1`);
  } finally {
    await owner.destroy();
  }
  await (await watch(after))();
  expect(await valueOf(after, 'proverka_audit_chain_intact')).toBe(0);
});

test('a recurring task that fails says why and keeps its last good run; the next good one clears it', async () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
  let minute = 0;
  const deps = { db: plant.db, now: () => at(minute) };
  const step = { task: 'retention', step: 'objects' } as const;
  const kept = async () =>
    (await plant.db.read.taskRuns.all()).find((row) => row.task === step.task && row.step === step.step);
  await recordTask(deps, step, async () => ({ count: 7 }));
  minute = 1;
  const away = new Error('S3 is away', { cause: new Error('ECONNREFUSED') });
  await expect(recordTask(deps, step, () => Promise.reject(away))).rejects.toBe(away);
  expect(await kept()).toMatchObject({
    ...{ succeeded_at: at(0), outcome: { count: 7 } },
    ...{ failed_at: at(1), error: 'S3 is away: ECONNREFUSED' },
  });
  minute = 2;
  await recordTask(deps, step, async () => undefined);
  expect(await kept()).toMatchObject({ succeeded_at: at(2), outcome: null, failed_at: null, error: null });
});

test('a walk through the audit log that is not wanted any more ends before its end', async () => {
  await plant.aCheck();
  await expect(verifyChain(plant.db.pool, 1, AbortSignal.abort(new Error('stopping')))).rejects.toThrow(
    'stopping',
  );
});
