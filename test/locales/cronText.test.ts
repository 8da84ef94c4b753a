import { cronText } from '../../locales/cronText';

test.each([
  ['0 8 * * *', 'В 08:00', 'At 08:00'],
  ['*/15 * * * *', 'Каждые 15 минут', 'Every 15 minutes'],
  ['0 8 * * MON-FRI', 'В 08:00, с понедельника по пятницу', 'At 08:00, Monday through Friday'],
  [
    '0 8 1 * 1',
    'В 08:00, в 1 число месяца, а также: в 08:00, только в понедельник',
    'At 08:00, on day 1 of the month, as well as: at 08:00, only on Monday',
  ],
])('%s is read back in both languages', (cron, ru, en) => {
  expect(cronText(cron, 'ru')).toBe(ru);
  expect(cronText(cron, 'en')).toBe(en);
});
