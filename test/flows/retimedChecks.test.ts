import type { UserActor } from '../../domain/actor';
import { createCheck } from '../../services/checks/createCheck';
import { createAction } from '../../services/actions/createAction';
import { createArea } from '../../services/areas/createArea';
import { updateArea } from '../../services/areas/updateArea';
import { createCalendar } from '../../services/calendars/createCalendar';
import { updateCalendar } from '../../services/calendars/updateCalendar';
import type { CheckState } from '../../activities/checks/types';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { as } from '../support/services';
import { quietTemporal } from '../support/temporal';

let product: TestProduct;
let admin: UserActor;

beforeAll(async () => {
  quietTemporal();
  product = await startProduct();
  admin = await product.build.aUser({ role: 'admin' });
}, 120_000);
afterAll(() => product?.stop());

const everyDay = (from: string, to: string) =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [{ from, to }]]));

const plannedAt = async (checkId: string): Promise<string | undefined> => {
  const handle = product.temporal.client.workflow.getHandle(`check-${checkId}`);
  return (await handle.query<CheckState>('checkState')).next?.at;
};
const planned = (checkId: string, at: string) =>
  eventually(async () => expect(await plannedAt(checkId)).toBe(at));

test('armed timers count anew when a calendar, an area’s calendar or its zone changes', async () => {
  const { services, build } = product;
  const ctx = as(admin, services);
  const { calendar } = await createCalendar(ctx, { name: 'Днём', week: everyDay('08:00', '12:00') });
  const area = await createArea(ctx, { name: 'Цех', time_zone: 'UTC', calendar_id: calendar.id });
  const executor = await build.aUser({ area_id: area.id });
  const open = async (settings: object) =>
    createCheck(ctx, {
      template_id: (await build.aTemplate({ settings: { reminders: ['PT2H'], ...settings } })).id,
      executor_id: executor.user_id,
      due_at: '2035-03-05T13:00:00Z',
    });
  const checkId = await open({ working_time: true });
  const byTheClock = await open({});
  await planned(checkId, '2035-03-05T10:00:00.000Z');
  await planned(byTheClock, '2035-03-05T11:00:00.000Z');

  await updateCalendar(ctx, calendar.id, { week: everyDay('08:00', '11:00') });
  await planned(checkId, '2035-03-05T09:00:00.000Z');

  await updateArea(ctx, area.id, { time_zone: 'Europe/Moscow' });
  await planned(checkId, '2035-03-05T06:00:00.000Z');

  const night = await createCalendar(ctx, { name: 'Ночью', week: everyDay('00:00', '04:00') });
  await updateArea(ctx, area.id, { calendar_id: night.calendar.id });
  await planned(checkId, '2035-03-04T23:00:00.000Z');

  await updateArea(ctx, area.id, { calendar_id: null });
  await planned(checkId, '2035-03-05T11:00:00.000Z');
  expect(await plannedAt(byTheClock)).toBe('2035-03-05T11:00:00.000Z');
}, 120_000);

test('every running check and action of the calendar’s areas is told, by one statement, and no other', async () => {
  const { services, build, database, workers } = product;
  await workers.stop();
  const ctx = as(admin, services);
  const { calendar } = await createCalendar(ctx, { name: 'Смена', week: everyDay('08:00', '12:00') });
  const [mine, beside] = [await build.anArea({ calendar_id: calendar.id }), await build.anArea()];
  const template_id = (await build.aTemplate({ settings: { working_time: true } })).id;
  const open = async (area_id: string) =>
    createCheck(ctx, { template_id, area_id, executor_id: (await build.aUser()).user_id });
  const told = [await open(mine), await open(mine)].map((id) => `check:${id}`);
  const { action } = await createAction(ctx, {
    ...{ title: 'Починить', priority: 'low', check_id: (told[0] ?? '').slice('check:'.length) },
    ...{ owner_id: (await build.aUser()).user_id, due_at: '2035-03-05T13:00:00Z' },
  });
  told.push(`action:${action.id}`);
  const ended = await open(mine);
  await database.db.pool('checks').where({ id: ended }).update({ status: 'cancelled' });
  await open(beside);
  await database.db.pool('outbox').delete();
  const statements: string[] = [];
  const count = ({ sql }: { sql: string }) => void statements.push(sql);
  database.db.pool.on('query', count);
  await updateCalendar(ctx, calendar.id, { holidays: ['2035-01-01'] });
  database.db.pool.removeListener('query', count);
  expect(statements.filter((sql) => sql.includes('insert into outbox'))).toHaveLength(1);
  const messages = await database.db.pool('outbox').where({ kind: 'timing' }).orderBy('seq');
  expect(messages.map(({ subject }) => subject)).toEqual(told);
});
