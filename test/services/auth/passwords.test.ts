import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DomainError } from '../../../domain/errors';
import { assertStrong } from '../../../services/auth/passwordPolicy';
import { generatePassword, hashPassword, isPassword } from '../../../services/auth/passwords';

test("hashes are argon2id with OWASP's parameters, each with its own salt", async () => {
  const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
});

test('the right password fits, any other does not', async () => {
  const hash = await hashPassword('надёжный пароль');
  expect(await isPassword('надёжный пароль', hash)).toBe(true);
  expect(await isPassword('надёжный пароль ', hash)).toBe(false);
  expect(await isPassword('', hash)).toBe(false);
});

test('«ё» and «й» fit whether a device sends them as one character or as two', async () => {
  const hash = await hashPassword('йод и ёлка'.normalize('NFC'));
  expect(await isPassword('йод и ёлка'.normalize('NFD'), hash)).toBe(true);
});

test('without a hash, or with a stored text that is none, no password fits', async () => {
  expect(await isPassword('no password', undefined)).toBe(false);
  expect(await isPassword('no password', 'no password')).toBe(false);
});

const owner = { username: 'ivanov', full_name: 'Иванов Пётр Сергеевич' };
const weaknessOf = (password: string): string | undefined => {
  try {
    assertStrong(password, owner);
    return undefined;
  } catch (error) {
    const { code, details } = error as DomainError;
    expect(code).toBe('auth.weak_password');
    return details.faults?.[0]?.code;
  }
};

test.each([
  ['123456789', 'password.too_short'],
  ['😀'.repeat(5), 'password.too_short'],
  ['яю'.repeat(101), 'password.too_long'],
  ['1234567890', 'password.too_common'],
  ['Qwertyuiop', 'password.too_common'],
  ['9876543210', 'password.too_common'],
  ['йцукенгшщз', 'password.too_common'],
  ['passwordpassword', 'password.too_common'],
  ['P@ssw0rd2024!', 'password.too_common'],
  ['Monkey12345', 'password.too_common'],
  ['gfhjkm2024', 'password.too_common'],
  ['!!!Пароль!!!', 'password.too_common'],
  ['aaaaaaaaaaaa', 'password.too_common'],
  ['abcabcabcabc', 'password.too_common'],
  ['Ivanov2024!', 'password.like_name'],
  ['Иванов1980-1', 'password.like_name'],
  ['Иванов Пётр Сергеевич', 'password.like_name'],
])('%s is refused: %s', (password, code) => {
  expect(weaknessOf(password)).toBe(code);
});

test.each([
  'табурет и чайник',
  'correct horse battery',
  'xK7-pq2_Lm',
  'я люблю свой цех',
  'аб'.repeat(3) + 'вгеёжзик',
])('%s is taken', (password) => {
  expect(weaknessOf(password)).toBeUndefined();
});

test('every one of the common passwords is refused, with a year and a mark after it too', () => {
  const file = join(__dirname, '../../../services/auth/commonPasswords.json');
  const words = (JSON.parse(readFileSync(file, 'utf8')) as { words: string }).words.split(' ');
  expect(words.length).toBeGreaterThanOrEqual(3_000);
  expect(statSync(file).size).toBeLessThan(40_000);
  for (const word of words) expect([word, weaknessOf(word)]).toEqual([word, expect.any(String)]);
  const letters = words.filter((word) => /^[a-z]{6,}$/.test(word));
  for (const word of letters) expect([word, weaknessOf(`${word}2024!`)]).toEqual([word, expect.any(String)]);
});

test('generated passwords are strong and never alike', () => {
  const made = Array.from({ length: 100 }, generatePassword);
  expect(new Set(made).size).toBe(100);
  for (const password of made) expect(() => assertStrong(password)).not.toThrow();
});
