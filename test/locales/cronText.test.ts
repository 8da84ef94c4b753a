import fc from 'fast-check';
import { cronText } from '../../locales/cronText';
import { aCron } from '../domain/crons';

test.each([
  ['0 8 * * *', 'В 08:00', 'At 08:00'],
  ['*/15 * * * *', 'Каждые 15 минут', 'Every 15 minutes'],
  ['0 8 * * MON-FRI', 'В 08:00, с понедельника по пятницу', 'At 08:00, Monday through Friday'],
  ['0,30 8,20 * * *', 'В 08:00, 08:30, 20:00 и 20:30', 'At 08:00, 08:30, 20:00 and 20:30'],
  [
    '0 8-18/2 * * 2,4,6',
    'В 08:00, 10:00, 12:00, 14:00, 16:00 и 18:00, только во вторник, четверг и субботу',
    'At 08:00, 10:00, 12:00, 14:00, 16:00 and 18:00, only on Tuesday, Thursday, and Saturday',
  ],
  ['0 8-17 * * *', 'Каждый час, с 08:00 по 17:00', 'Every hour, between 08:00 and 17:00'],
  ['15 * * * *', 'На 15-й минуте каждого часа', 'At 15 minutes past the hour'],
  ['0 */2 * * *', 'Каждые 2 часа', 'On the hour, every 2 hours'],
  ['0 6 2,15 * *', 'В 06:00, 2 и 15 числа каждого месяца', 'At 06:00, on day 2 and 15 of the month'],
  [
    '*/5 8-10,14 * * *',
    'Каждые 5 минут, с 08:00 по 10:59 и с 14:00 по 14:59',
    'Every 5 minutes, between 08:00 and 10:59 and between 14:00 and 14:59',
  ],
  [
    '0 22 31 DEC *',
    'В 22:00, 31 числа, только в декабре',
    'At 22:00, on day 31 of the month, only in December',
  ],
  [
    '0 8 2-5 2-4 *',
    'В 08:00, со 2 по 5 число, с февраля по апрель',
    'At 08:00, between day 2 and 5 of the month, February through April',
  ],
  [
    '0 8 1 * 1',
    'В 08:00, 1 числа каждого месяца, а также: в 08:00, только в понедельник',
    'At 08:00, on day 1 of the month, as well as: at 08:00, only on Monday',
  ],
])('%s is read back in both languages', (cron, ru, en) => {
  expect(cronText(cron, 'ru')).toBe(ru);
  expect(cronText(cron, 'en')).toBe(en);
});

test.each([
  ['0 */5 * * *', 'В 00:00, 05:00, 10:00, 15:00 и 20:00'],
  ['*/25 * * * *', 'На 0-й, 25-й и 50-й минуте каждого часа'],
  ['0 8 * * */3', 'В 08:00, только в воскресенье, среду и субботу'],
  ['0 8 * */3 *', 'В 08:00, только в январе, апреле, июле и октябре'],
])('%s: a step that starts anew is said by its values', (cron, ru) => {
  expect(cronText(cron, 'ru')).toBe(ru);
});

test('every expression is read back, in the letters of its language and without two prepositions in a row', () => {
  fc.assert(
    fc.property(aCron(), (cron) => {
      expect(cronText(cron, 'ru')).toMatch(/^[А-Я][а-яё\d ,:-]+$/);
      expect(cronText(cron, 'ru')).not.toMatch(/(?<![а-я])(во?|со?|по) (во?|со?|по) /);
      expect(cronText(cron, 'en')).toMatch(/^[A-Z][A-Za-z\d ,:-]+$/);
    }),
    { numRuns: 500 },
  );
});
