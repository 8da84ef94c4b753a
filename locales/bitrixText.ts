import type { Locale } from '../domain/actor';

/** Of what stands in a task, its comments and beside a task that could not be carried over. */
interface BitrixWords {
  found(check: string): string;
  priority: Record<'low' | 'medium' | 'high', string>;
  owner(name: string): string;
  evidence: string;
  open(url: string): string;
  said(author: string, moment: string): string;
  signature(mark: string): string;
  photos(count: number): string;
  refused(reason: string): string;
  returned: string;
  taskGone: string;
  cause(message: string): string;
  unreachable(message: string): string;
}

const WORDS: Record<Locale, BitrixWords> = {
  ru: {
    found: (check) => `Выявлено при проверке «${check}».`,
    priority: { low: 'Приоритет: низкий', medium: 'Приоритет: средний', high: 'Приоритет: высокий' },
    owner: (name) => `Ответственный: ${name}. Его учётной записи в Битрикс24 нет или она неизвестна.`,
    evidence: 'Чтобы закрыть, нужно фото результата: его добавляют в Проверке.',
    open: (url) => `Открыть в Проверке: ${url}`,
    said: (author, moment) => `${author}, ${moment}`,
    signature: (mark) => `— Проверка #${mark}`,
    photos: (count) => `Фото к задаче: ${count}`,
    refused: (reason) => `Проверка не приняла изменение: ${reason}`,
    returned: 'Задача возобновлена в Битрикс24',
    taskGone: 'Задачи в Битрикс24 больше нет: её удалили. Повторите отправку, и задача будет создана заново.',
    cause: (message) => `Битрикс24 отказал: ${message}`,
    unreachable: (message) => `Битрикс24 пока не ответил: ${message}`,
  },
  en: {
    found: (check) => `Found by the check “${check}”.`,
    priority: { low: 'Priority: low', medium: 'Priority: medium', high: 'Priority: high' },
    owner: (name) => `Responsible: ${name}, who has no account in Bitrix24, or an unknown one.`,
    evidence: 'To close it, a photo of the result is needed: it is added in Proverka.',
    open: (url) => `Open in Proverka: ${url}`,
    said: (author, moment) => `${author}, ${moment}`,
    signature: (mark) => `— Proverka #${mark}`,
    photos: (count) => `Photos added to the task: ${count}`,
    refused: (reason) => `Proverka did not accept the change: ${reason}`,
    returned: 'The task was resumed in Bitrix24',
    taskGone: 'The task is no longer in Bitrix24: it was deleted. Send again, and it is made anew.',
    cause: (message) => `Bitrix24 refused: ${message}`,
    unreachable: (message) => `Bitrix24 has not answered yet: ${message}`,
  },
};

export const bitrixWords = (locale: Locale): BitrixWords => WORDS[locale];

/** The mark at the end of what Proverka itself wrote, whatever the language was. */
export function markOf(text: string): string | undefined {
  return /— (?:Проверка|Proverka) #([0-9a-f]{8})\s*$/.exec(text)?.[1];
}
