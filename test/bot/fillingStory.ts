import sharp from 'sharp';
import { eventually } from '../support/eventually';
import type { SeenMessage } from '../support/telegram/state';
import type { TelegramUser } from '../support/telegram/user';

const yesNo = (id: string, text: string, more: object = {}) => ({ id, type: 'yes_no', text, ...more });

/** Twenty-two questions of every type, with what may vanish, be skipped, or be demanded. */
export const FORKLIFT = [
  {
    id: 'body',
    title: 'Осмотр',
    questions: [
      yesNo('horn', 'Звуковой сигнал исправен?', { hint: 'Нажмите на кнопку руля' }),
      yesNo('brakes', 'Тормоза держат?', { critical: true, on_fail: { require_comment: true } }),
      {
        id: 'drift',
        type: 'number',
        text: 'Увод при торможении',
        unit: 'мм',
        min: 0,
        max: 10,
        visible_if: { '==': [{ var: 'answers.brakes.value' }, false] },
      },
      {
        id: 'tyres',
        type: 'single_choice',
        text: 'Состояние шин',
        options: [
          { value: 'good', label: 'Хорошее' },
          { value: 'worn', label: 'Изношены', score: 0.5 },
          { value: 'torn', label: 'Порваны', failed: true },
        ],
      },
      yesNo('spare', 'Запасное колесо на месте?', {
        visible_if: { '==': [{ var: 'answers.tyres.value' }, 'torn'] },
      }),
      {
        id: 'lights',
        type: 'multi_choice',
        text: 'Что светит?',
        min_selected: 1,
        options: ['Фары', 'Габариты', 'Стоп-сигнал'].map((label, n) => ({ value: `l${n}`, label })),
      },
    ],
  },
  {
    id: 'figures',
    title: 'Замеры <сегодня> & потом',
    questions: [
      {
        id: 'temperature',
        type: 'number',
        text: 'Температура масла',
        unit: '°C',
        decimals: 1,
        min: -10,
        max: 90,
        limit_min: -60,
        limit_max: 110,
      },
      { id: 'words', type: 'text', text: 'Что ещё заметили?' },
      { id: 'serviced', type: 'date', text: 'Когда было ТО?' },
      { id: 'shift', type: 'time', text: 'Начало смены' },
      { id: 'started', type: 'datetime', text: 'Когда завели?' },
      { id: 'views', type: 'photo', text: 'Общий вид', max_photos: 5 },
      { id: 'signed', type: 'signature', text: 'Подпись мастера' },
      yesNo('heater', 'Печка работает?', { allow_na: true }),
      { id: 'stop', type: 'instruction', text: 'Заглушите двигатель.' },
      { id: 'wish', type: 'text', text: 'Пожелания', required: false },
      yesNo('leak', 'Под машиной сухо?', { on_fail: { require_photo: true } }),
      yesNo('belt', 'Ремень цел?'),
      yesNo('mirror', 'Зеркала целы?'),
      yesNo('seat', 'Кресло держится?'),
      yesNo('forks', 'Вилы без трещин?'),
    ],
  },
];

let pictureNumber = 0;
export const aPicture = (): Promise<Buffer> =>
  sharp({
    create: {
      width: 64,
      height: 48,
      channels: 3,
      background: { r: (pictureNumber += 7) % 256, g: 90, b: 40 },
    },
  })
    .jpeg()
    .toBuffer();

/** The bot's card, as it stands now: notices may have come after it. */
export const cardIn = (user: TelegramUser): SeenMessage | undefined =>
  user
    .botMessages()
    .findLast(({ keyboard }) => keyboard.flat().some(({ text }) => /^(☰|▶️|👁|Отмена)/.test(text)));

export const readsCard = (user: TelegramUser, text: string, withinMs?: number): Promise<SeenMessage> =>
  eventually(() => {
    const card = cardIn(user);
    if (!card?.text.includes(text))
      throw new Error(`Not on the card: ${text}. It is: ${card?.text ?? 'none'}`);
    return card;
  }, withinMs);

/** Between steps a test may kill, stop and watch. */
export interface Telling {
  user: TelegramUser;
  /** Called when the card that a step waits for stands there. */
  before?(step: string): Promise<void> | void;
  withinMs?: number;
}

/** Fills a check of that template from the first question to the submit, as one person would. */
export async function fillForklift({ user, before, withinMs = 30_000 }: Telling): Promise<void> {
  const sees = async (text: string): Promise<void> => {
    await readsCard(user, text, withinMs);
    await before?.(text);
  };
  const press = async (card: string, ...labels: string[]): Promise<void> => {
    await sees(card);
    for (const label of labels) await eventually(() => void user.presses(label), withinMs);
  };
  const say = async (card: string, text: string): Promise<void> => {
    await sees(card);
    user.says(text);
  };

  await press('Звуковой сигнал исправен?', 'Да');
  await press('Тормоза держат?', 'Нет');
  await say('напишите, что случилось', 'Тянет влево');
  await say('Увод при торможении', '7 мм');
  await press('Состояние шин', 'Изношены');
  await press('Что светит?', '⬜️ Фары', '⬜️ Стоп-сигнал');
  await eventually(() => {
    const labels = cardIn(user)
      ?.keyboard.flat()
      .map(({ text }) => text);
    expect(labels).toEqual(expect.arrayContaining(['☑️ Фары', '☑️ Стоп-сигнал']));
  }, withinMs);
  await press('Что светит?', 'Готово ✓');
  await say('Температура масла', 'тепло');
  await say('не похоже на число', '120');
  await say('Такого значения быть не может', '−3,5 °C');
  await say('Что ещё заметили?', 'Гайки & <b>болты</b>');
  await press('Когда было ТО?', 'Вчера');
  await press('Начало смены', '08', '08:30');
  await press('Когда завели?', 'Сегодня', '09', '09:15');
  await sees('Общий вид');
  for (const picture of await Promise.all([aPicture(), aPicture(), aPicture()]))
    user.sendsPhoto(picture, { album: 'views' });
  await press('Приложены 3 фотографии', 'Дальше ›');
  await sees('Подпись мастера');
  user.sendsPhoto(await aPicture(), { asFile: true, name: 'подпись.jpg' });
  await press('Печка работает?', 'Не применимо');
  await press('Заглушите двигатель.', 'Дальше ›');
  await press('Пожелания', 'Пропустить ›');
  await press('Под машиной сухо?', 'Нет');
  await sees('пришлите фотографию');
  user.sendsPhoto(await aPicture(), { caption: 'Лужа масла' });
  await press('Ремень цел?', 'Да');
  await press('Зеркала целы?', '‹ Назад');
  await press('Ремень цел?', 'Нет');
  await press('Зеркала целы?', 'Да');
  await press('Кресло держится?', 'Да');
  await press('Вилы без трещин?', 'Да');
  await press('Всё обязательное заполнено', '✅ Сдать');
  await sees('сдана и ждёт приёмки');
}
