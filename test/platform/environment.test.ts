import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../platform/config';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proverka-secrets-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function aFile(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('every variable may be given as a file; its last line break is not part of the value', () => {
  const config = loadConfig(['database', 'auth'], {
    DATABASE_URL_FILE: aFile('database-url', 'postgres://proverka_app:p%40ss@db:5432/proverka\n'),
    JWT_SECRET_FILE: aFile('jwt', `${'s'.repeat(40)}\r\n`),
    PORT_FILE: aFile('port', '9090\n'),
    S3_SECRET_KEY_FILE: ' ',
  });
  expect(config.database.url).toBe('postgres://proverka_app:p%40ss@db:5432/proverka');
  expect(config.auth.jwtSecret).toBe('s'.repeat(40));
  expect(config.http.port).toBe(9090);
  expect(config.s3.secretKey).toBe('');
});

test('a variable given both ways stops the start, since nobody could tell which counts', () => {
  const source = { JWT_SECRET: 'x'.repeat(40), JWT_SECRET_FILE: aFile('other', 'y'.repeat(40)) };
  expect(() => loadConfig(['auth'], source)).toThrow(/JWT_SECRET, JWT_SECRET_FILE: give one of them/);
});

test('a file that cannot be read stops the start, with what follows from it', () => {
  const source = { DATABASE_URL_FILE: join(folder, 'none'), SMTP_URL_FILE: folder };
  expect(() => loadConfig(['database'], source)).toThrow(
    /^The configuration is not right:\n {2}DATABASE_URL_FILE: .*none cannot be read \(ENOENT\): without it there is no database to keep checks in\n {2}SMTP_URL_FILE: .* cannot be read \(EISDIR\): without it SMTP_URL would count as unset$/,
  );
});

test('an empty file is an unset variable: an optional secret stays empty until somebody fills it in', () => {
  const source = { DATABASE_URL_FILE: aFile('empty', '\n'), SMTP_URL_FILE: aFile('blank', '') };
  expect(loadConfig([], source).mail).toBeUndefined();
  expect(() => loadConfig(['database'], source)).toThrow(/DATABASE_URL: required/);
});

test('what a file says is judged as what a variable says', () => {
  const source = { JWT_SECRET_FILE: aFile('short', 'short') };
  expect(() => loadConfig(['auth'], source)).toThrow(/JWT_SECRET: must NOT have fewer than 32 characters/);
});
