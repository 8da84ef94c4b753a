import fc from 'fast-check';
import { type TemporalClient, createTemporalClient } from '../../clients/temporal';
import { type CronPlan, parseCron, temporalCalendars } from '../../domain/cron';
import { slotAt, slotsBetween } from '../../domain/slots';
import { zoneOf } from '../../domain/localTime';
import { testParts } from '../support/parts';
import { anIsolatedNamespace } from '../support/temporal';

const HOUR_MS = 3_600_000;
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Yekaterinburg',
];

let temporal: TemporalClient;
let namespace: string;

beforeAll(async () => {
  const { address } = testParts().temporal;
  namespace = await anIsolatedNamespace(address);
  temporal = createTemporalClient({ address, namespace });
});
afterAll(() => temporal?.close());

const crons = fc
  .tuple(
    fc.constantFrom('0', '*/20', '7,52', '30-33'),
    fc.constantFrom('*', '*/2', '*/5', '2', '0,1,2,3', '8-17/3', '23'),
    fc.constantFrom('*', '1', '13,25', '*/10'),
    fc.constantFrom('*', '3,4,10,11', '*/2'),
    fc.constantFrom('*', '0', '1-5', 'SAT,SUN'),
  )
  .map((fields) => fields.join(' '));

/** What Temporal itself says that it would fire. */
async function matchingTimes(scheduleId: string, from: Date, to: Date): Promise<number[]> {
  const seconds = (at: number) => ({ seconds: Math.floor(at / 1000) as never });
  const { startTime } = await temporal.client.workflowService.listScheduleMatchingTimes({
    namespace,
    scheduleId,
    // The moment that it starts with is left out.
    startTime: seconds(from.getTime() - 1_000),
    endTime: seconds(to.getTime() - 1_000),
  });
  return (startTime ?? []).map((time) => Number(time.seconds) * 1000);
}

/** Clocks change within half a day. */
function isUnsettled(at: number, zone: string): boolean {
  const clock = zoneOf(zone);
  return clock.offset(at - 12 * HOUR_MS) !== clock.offset(at + 12 * HOUR_MS);
}

async function compare(cron: string, zone: string, from: Date, to: Date, scheduleId: string): Promise<void> {
  const plan: CronPlan = parseCron(cron);
  const handle = await temporal.client.schedule.create({
    scheduleId,
    spec: { calendars: temporalCalendars(plan), timezone: zone },
    action: { type: 'startWorkflow', workflowType: 'slotWorkflow', taskQueue: 'nobody', args: [] },
    state: { paused: true },
  });
  const theirs = await matchingTimes(scheduleId, from, to);
  const ours = slotsBetween(plan, zone, from, to).map(({ at }) => at.getTime());
  const settled = (times: number[]) => times.filter((at) => !isUnsettled(at, zone));
  expect(settled(ours)).toEqual(settled(theirs));
  // While clocks change Temporal leaves some out and fires some twice; each that it fires is a slot of ours.
  for (const at of theirs) expect(slotAt(plan, zone, new Date(at))).toBeDefined();
  const { info } = await handle.describe();
  const now = Date.now();
  const next = slotsBetween(plan, zone, new Date(now), new Date(now + 30 * 24 * HOUR_MS));
  for (const at of info.nextActionTimes.filter((time) => time.getTime() < now + 30 * 24 * HOUR_MS))
    if (!isUnsettled(at.getTime(), zone))
      expect(next.map((slot) => slot.at.getTime())).toContain(at.getTime());
  await handle.delete();
}

test('the slots that we expect are those that Temporal says it will fire, but where clocks change', async () => {
  let number = 0;
  await fc.assert(
    fc.asyncProperty(
      crons,
      fc.constantFrom(...ZONES),
      fc.integer({ min: 0, max: 720 }),
      async (cron, zone, day) => {
        // Temporal lists a thousand moments at most.
        const from = new Date(Date.UTC(2026, 0, 1) + day * 24 * HOUR_MS);
        const to = new Date(from.getTime() + 12 * 24 * HOUR_MS);
        await compare(cron, zone, from, to, `compared-${number++}`);
      },
    ),
    { numRuns: 80, seed: 20261124 },
  );
  for (const [from, to] of [
    ['2026-10-20', '2026-11-01'],
    ['2026-10-28', '2026-11-08'],
  ]) {
    for (const zone of ZONES)
      await compare('*/20 * * * *', zone, new Date(`${from}`), new Date(`${to}`), `compared-${number++}`);
  }
}, 120_000);
