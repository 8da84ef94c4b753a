import type { Plural } from './message';

/** The frame of a mail that carries notices. */
export const mailRu = {
  subject: {
    one: 'Проверка: {{count}} уведомление',
    few: 'Проверка: {{count}} уведомления',
    many: 'Проверка: {{count}} уведомлений',
    other: 'Проверка: {{count}} уведомления',
  } as Plural,
  greeting: 'Здравствуйте, {{name}}!',
  footer: 'Открыть: {{url}}',
};
