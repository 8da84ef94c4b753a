import { noticesRu } from '../../locales/notices.ru';
import { noticeText } from '../../locales/noticeText';

const data = {
  check: 'Погрузчик № 3',
  executor: 'Иванов И. И.',
  actor: 'Петров П. П.',
  due: '2026-03-01T05:00:00.000Z',
  time_zone: 'Asia/Yekaterinburg',
  level: 2,
  after: 'PT30M',
  reason: 'Нет подписи',
  area: 'Склад',
  question: 'Тормоза держат?',
  format: 'PDF',
};

test('times are told in the zone of the place, in the reader’s language', () => {
  expect(noticeText('ru', { kind: 'assigned', data })).toEqual({
    title: 'Вам назначена проверка',
    body: '«Погрузчик № 3». Заполните её до 01.03.2026, 10:00.',
  });
  expect(noticeText('en', { kind: 'assigned', data }).body).toBe(
    '“Погрузчик № 3”. Fill it in by 1 Mar 2026, 10:00.',
  );
});

test.each(Object.keys(noticesRu))('%s has words in both languages, without gaps', (kind) => {
  for (const locale of ['ru', 'en'] as const) {
    const { title, body } = noticeText(locale, { kind, data });
    expect(title).not.toBe(kind);
    expect(title + body).not.toMatch(/\{\{|undefined|Invalid|T05:00|PT30M/);
    expect(body.length).toBeGreaterThan(10);
  }
});

test('what people wrote is told as they wrote it', () => {
  const odd = { ...data, check: '{{reason}} <b>&amp;</b> $t(notice.missed.title)' };
  expect(noticeText('ru', { kind: 'assigned', data: odd }).body).toContain(odd.check);
});

test('a kind that this version does not know is shown by its name', () => {
  expect(noticeText('ru', { kind: 'from_the_future', data: {} })).toEqual({
    title: 'from_the_future',
    body: '',
  });
});
