import { assertStrong, generatePassword, hashPassword, isPassword } from '../../../services/auth/passwords';

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

test('a password has 10 to 1000 characters', () => {
  expect(() => assertStrong('123456789')).toThrow('auth.weak_password');
  expect(() => assertStrong('я'.repeat(1001))).toThrow('auth.weak_password');
  expect(() => assertStrong('1234567890')).not.toThrow();
  expect(() => assertStrong('😀'.repeat(5))).toThrow('auth.weak_password');
});

test('generated passwords are strong and never alike', () => {
  const made = Array.from({ length: 100 }, generatePassword);
  expect(new Set(made).size).toBe(100);
  for (const password of made) expect(() => assertStrong(password)).not.toThrow();
});
