import { calendarFaults } from '../../../domain/calendarValidation';
import { RUSSIAN_CALENDAR } from '../../../services/calendars/russianCalendar';
import { seedCalendar } from '../../../services/calendars/seedCalendar';
import { type TestDatabase, testDatabase } from '../../support/database';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.close());

const calendars = () => database.db.pool('calendars').select('name', 'holidays', 'working_days');

test('a new installation has the production calendar, once, and what is made of it stays', async () => {
  await Promise.all([1, 2, 3].map(() => seedCalendar(database)));
  expect(await calendars()).toEqual([
    { name: RUSSIAN_CALENDAR.name, holidays: RUSSIAN_CALENDAR.holidays, working_days: [] },
  ]);
  await database.db.pool('calendars').update({ holidays: [], name: 'Наш' });
  await seedCalendar(database);
  expect(await calendars()).toEqual([{ name: 'Наш', holidays: [], working_days: [] }]);
});

test('the production calendar has no faults, and its days off of both years fall on working days', () => {
  expect(calendarFaults(RUSSIAN_CALENDAR)).toEqual([]);
  const weekday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay();
  const ofYear = (year: string) => RUSSIAN_CALENDAR.holidays.filter((date) => date.startsWith(year));
  // The January days off stand whatever day of the week they are.
  const moved = RUSSIAN_CALENDAR.holidays.filter((date) => !/^\d{4}-01-/.test(date));
  expect(moved.filter((date) => [0, 6].includes(weekday(date)))).toEqual([]);
  // As published: 247 working days in 2026.
  const daysOff = new Set(ofYear('2026'));
  let working = 0;
  for (let day = Date.UTC(2026, 0, 1); day < Date.UTC(2027, 0, 1); day += 86_400_000) {
    const date = new Date(day).toISOString().slice(0, 10);
    if (![0, 6].includes(weekday(date)) && !daysOff.has(date)) working += 1;
  }
  expect(working).toBe(247);
});
