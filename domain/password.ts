import type { Fault } from './errors';

export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 200;

/** Whose password it is to be. */
export interface PasswordOwner {
  username: string;
  full_name: string;
}

/** Rows that fingers walk along; a password out of one is as common as a word. */
const ROWS = [
  '12345678901234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'йцукенгшщзхъфывапролджэячсмитьбю',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
];

const LETTER_OF: Record<string, string> = {
  0: 'o',
  1: 'l',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
};

/** What is wrong with a password; `common` holds the passwords that are guessed first, in small letters. */
export function passwordFaults(
  password: string,
  owner: PasswordOwner | undefined,
  common: ReadonlySet<string>,
  path = '/password',
): Fault[] {
  const { length } = [...password.normalize('NFC')];
  if (length < MIN_PASSWORD_LENGTH)
    return [{ path, code: 'password.too_short', params: { min: MIN_PASSWORD_LENGTH } }];
  if (length > MAX_PASSWORD_LENGTH)
    return [{ path, code: 'password.too_long', params: { max: MAX_PASSWORD_LENGTH } }];
  const small = lowered(password);
  if (owner && isLike(small, owner)) return [{ path, code: 'password.like_name' }];
  return isCommon(small, common) ? [{ path, code: 'password.too_common' }] : [];
}

const lowered = (text: string): string => text.normalize('NFC').toLowerCase();

/** The word within: «Monkey2024!» is monkey. */
const core = (small: string): string => small.replace(/^[^\p{L}@$]+|[^\p{L}@$]+$/gu, '');

function isLike(small: string, { username, full_name }: PasswordOwner): boolean {
  const name = lowered(full_name);
  const names = [lowered(username), name, name.replace(/[^\p{L}]/gu, ''), ...name.split(/[^\p{L}]+/u)];
  const own = names.filter((word) => word.length >= 3);
  return [small, core(small), small.replace(/[^\p{L}]/gu, '')].some((word) => own.includes(word));
}

function isCommon(small: string, common: ReadonlySet<string>): boolean {
  const word = core(small);
  const plain = [...word].map((letter) => LETTER_OF[letter] ?? letter).join('');
  if ([small, word, plain].some((candidate) => candidate.length >= 3 && common.has(candidate))) return true;
  const backwards = [...small].reverse().join('');
  if (ROWS.some((row) => row.includes(small) || row.includes(backwards))) return true;
  const unit = /^(.+?)\1+$/u.exec(small)?.[1];
  return unit !== undefined && (unit.length <= 4 || isCommon(unit, common));
}
