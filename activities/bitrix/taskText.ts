import type { TaskFields } from '../../clients/bitrix24/portal';
import type { AuthoredActionComment } from '../../db/repositories/actionComments';
import type { PlacedAction } from '../../db/repositories/actions';
import { clipped } from '../../domain/plainText';
import { bitrixWords } from '../../locales/bitrixText';
import type { BitrixActivityDeps } from './deps';

const LONGEST_TITLE = 250;
const LONGEST_TEXT = 8_000;

/** By which our own task is known again. */
export const markerOf = (actionId: string): string => `proverka-${actionId}`;

/** Bitrix24 keeps whole seconds. */
export const toSecond = (at: Date): string => new Date(Math.floor(at.getTime() / 1000) * 1000).toISOString();

/** Texts of people are shown as they are: Bitrix24 would read BBCode out of brackets. */
const plain = (text: string): string => text.replaceAll('[', '［').replaceAll(']', '］');

export type TaskWords = Pick<TaskFields, 'title' | 'description' | 'deadline'>;

export function wordsOfTask(
  { locale, publicUrl }: Pick<BitrixActivityDeps, 'locale' | 'publicUrl'>,
  action: PlacedAction,
  ownerIsKnown: boolean,
): TaskWords {
  const words = bitrixWords(locale);
  const parts = [
    ...(action.description ? [plain(action.description), ''] : []),
    ...(action.check_title ? [words.found(plain(action.check_title))] : []),
    words.priority[action.priority],
    ...(ownerIsKnown ? [] : [words.owner(plain(action.owner_full_name))]),
    ...(action.evidence_required ? [words.evidence] : []),
    words.open(`${publicUrl}/actions/${action.id}`),
    `(${markerOf(action.id)})`,
  ];
  return {
    title: clipped(plain(action.title), LONGEST_TITLE),
    description: clipped(parts.join('\n'), LONGEST_TEXT),
    deadline: toSecond(action.due_at),
  };
}

/** The last eight hex digits of a comment's id: random in a UUID of version 7. */
export const markFor = (id: string): string => id.slice(-8);

export function wordsOfComment(
  { locale }: Pick<BitrixActivityDeps, 'locale'>,
  { id, text, files, author_full_name, created_at }: AuthoredActionComment,
  zone: string,
): string {
  const words = bitrixWords(locale);
  const moment = new Intl.DateTimeFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', {
    ...{ timeZone: zone, dateStyle: 'short', timeStyle: 'short' },
  }).format(created_at);
  return [
    words.said(plain(author_full_name), moment),
    clipped(plain(text), LONGEST_TEXT),
    ...(files.length > 0 ? [words.photos(files.length)] : []),
    words.signature(markFor(id)),
  ].join('\n');
}
