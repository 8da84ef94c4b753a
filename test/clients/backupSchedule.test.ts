import { ScheduleNotFoundError } from '@temporalio/client';
import { ensureBackupSchedule } from '../../clients/maintenance';
import { type TemporalClient, createTemporalClient } from '../../clients/temporal';
import { testParts } from '../support/parts';
import { anIsolatedNamespace } from '../support/temporal';

let temporal: TemporalClient;
beforeAll(async () => {
  const { address } = testParts().temporal;
  temporal = createTemporalClient({ address, namespace: await anIsolatedNamespace(address) });
});
afterAll(() => temporal?.close());

const handle = () => temporal.client.schedule.getHandle('nightly-backup');
async function planned() {
  const { spec, state } = await handle().describe();
  const first = (ranges: unknown) => (ranges as { start: number }[] | undefined)?.[0]?.start ?? 0;
  const [calendar] = spec.calendars ?? [];
  return { hour: first(calendar?.hour), minute: first(calendar?.minute), paused: state.paused };
}

test('backups are made at the configured time, also after it was changed; an operator’s pause stays; off is off', async () => {
  await ensureBackupSchedule(temporal.client, { hour: 2, minute: 30 });
  expect(await planned()).toEqual({ hour: 2, minute: 30, paused: false });
  await handle().pause('the bucket is being moved');
  await ensureBackupSchedule(temporal.client, { hour: 2, minute: 30 });
  await ensureBackupSchedule(temporal.client, { hour: 0, minute: 5 });
  expect(await planned()).toEqual({ hour: 0, minute: 5, paused: true });
  await ensureBackupSchedule(temporal.client, undefined);
  await ensureBackupSchedule(temporal.client, undefined);
  await expect(handle().describe()).rejects.toThrow(ScheduleNotFoundError);
});
