import type { PictureName } from './pictures';
import type { Username } from './people';
import type { TemplateName } from './templates';

export interface Failure {
  value: unknown;
  comment?: string;
  picture?: PictureName;
}

/** Where the life of a demo check is left. */
export type Ending =
  | { as: 'open' }
  | { as: 'overdue' }
  | { as: 'in_progress' }
  | { as: 'submitted' }
  | { as: 'completed'; remark?: string }
  | { as: 'returned'; reason: string }
  | { as: 'declined'; reason: string }
  | { as: 'cancelled'; reason: string };

export interface DemoCheck {
  /** Tells it from all others. */
  title: string;
  template: TemplateName;
  executor: Username;
  supervisor: Username;
  /** Without it, by the template. */
  dueInSeconds?: number;
  /** How many of the good answers are given; all for those that are handed in. */
  answered?: number;
  failures?: Record<string, Failure>;
  ending: Ending;
}

const MINUTE = 60;
const ivanov = { executor: 'ivanov', supervisor: 'kuznetsova' } as const;
const petrova = { executor: 'petrova', supervisor: 'kuznetsova' } as const;
const sidorov = { executor: 'sidorov', supervisor: 'kuznetsova' } as const;
const morozov = { executor: 'morozov', supervisor: 'sokolov' } as const;
const fedorova = { executor: 'fedorova', supervisor: 'sokolov' } as const;

export const CHECKS: readonly DemoCheck[] = [
  {
    title: 'Погрузчик № 7 перед сменой',
    template: 'forklift',
    ...ivanov,
    dueInSeconds: 6 * 60 * MINUTE,
    ending: { as: 'open' },
  },
  {
    title: 'Погрузчик № 12 перед сменой',
    template: 'forklift',
    ...petrova,
    dueInSeconds: 20 * MINUTE,
    ending: { as: 'open' },
  },
  { title: 'Обход 5С: склад в Екатеринбурге', template: 'fiveS', ...fedorova, ending: { as: 'open' } },
  {
    title: 'Погрузчик № 3 перед сменой',
    template: 'forklift',
    ...sidorov,
    dueInSeconds: 3,
    ending: { as: 'overdue' },
  },
  {
    title: 'Пресс КД2128, ограждения в 8:00',
    template: 'pressGuards',
    ...morozov,
    dueInSeconds: 4,
    answered: 5,
    ending: { as: 'overdue' },
  },
  {
    title: 'Пресс КД2128, ограждения в 12:00',
    template: 'pressGuards',
    ...morozov,
    dueInSeconds: 45 * MINUTE,
    answered: 6,
    ending: { as: 'in_progress' },
  },
  {
    title: 'Обход 5С: линия сборки 1',
    template: 'fiveS',
    ...ivanov,
    answered: 5,
    ending: { as: 'in_progress' },
  },
  {
    title: 'Погрузчик № 5 перед сменой',
    template: 'forklift',
    ...petrova,
    failures: { tyres: { value: 'worn' } },
    ending: { as: 'submitted' },
  },
  {
    title: 'Обход 5С: линия прессов',
    template: 'fiveS',
    ...morozov,
    failures: {
      sort_needless: { value: 'part' },
      order_tools: {
        value: 'none',
        comment: 'Нет трёх ключей и съёмника, доска пустая с прошлой недели',
        picture: 'workshop',
      },
    },
    ending: { as: 'submitted' },
  },
  {
    title: 'Погрузчик № 9 перед сменой',
    template: 'forklift',
    ...sidorov,
    ending: { as: 'completed', remark: 'Спасибо, выпускаем на линию' },
  },
  {
    title: 'Погрузчик № 2 перед сменой',
    template: 'forklift',
    ...ivanov,
    failures: {
      forks: {
        value: false,
        comment: 'Трещина в пятке левой вилы, около 4 см. Погрузчик поставлен на стоянку, ключ у мастера.',
        picture: 'crackedFork',
      },
      leaks: { value: false, comment: 'Капает из цилиндра наклона' },
      leak_places: { value: ['tilt'] },
    },
    ending: { as: 'completed', remark: 'На линию не выпускать, вилы в замену' },
  },
  {
    title: 'Пресс К3732А, ограждения в 8:00',
    template: 'pressGuards',
    ...morozov,
    failures: {
      fixed_guards: {
        value: false,
        comment: 'Правый экран снят наладчиком и не поставлен. Пресс остановлен.',
        picture: 'openGuard',
      },
      missing_guards: { value: ['side'] },
    },
    ending: { as: 'completed' },
  },
  {
    title: 'Пресс К3732А, ограждения в 12:00',
    template: 'pressGuards',
    ...morozov,
    ending: { as: 'completed' },
  },
  {
    title: 'Обход 5С: линия сборки 2',
    template: 'fiveS',
    ...sidorov,
    failures: { order_aisles: { value: false, comment: 'Тара перед щитом ЩС-4', picture: 'workshop' } },
    ending: { as: 'returned', reason: 'Уберите тару и приложите новое фото щита' },
  },
  {
    title: 'Погрузчик № 14 перед сменой',
    template: 'forklift',
    ...fedorova,
    ending: { as: 'declined', reason: 'Погрузчик с утра в ремонте у подрядчика' },
  },
  {
    title: 'Пресс КД2128, ограждения в 16:00',
    template: 'pressGuards',
    ...morozov,
    ending: { as: 'cancelled', reason: 'Пресс выведен на плановую переналадку до конца смены' },
  },
];
