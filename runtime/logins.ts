import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Login {
  username: string;
  password: string;
  /** A role's name. */
  role: string;
  full_name: string;
}

const FILE = 'demo-logins.txt';
const TITLES: Login = { username: 'login', password: 'password', role: 'role', full_name: 'name' };

/** The table in RUNTIME_DIR, as a person reads it too; empty where there is none. */
export function readLogins(runtimeDir: string): Login[] {
  const file = join(runtimeDir, FILE);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [username, password, role, full_name] = line.trim().split(/ {2,}/);
      return username && password && role && full_name ? [{ username, password, role, full_name }] : [];
    });
}

/** Adds logins to the table; one that is listed already keeps its place and takes the new password. */
export function keepLogins(runtimeDir: string, logins: readonly Login[]): void {
  const byName = new Map(readLogins(runtimeDir).map((login) => [login.username, login]));
  for (const login of logins) byName.set(login.username, login);
  const file = join(runtimeDir, FILE);
  writeFileSync(`${file}.new`, tableOf([...byName.values()]), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function tableOf(logins: readonly Login[]): string {
  const rows = [TITLES, ...logins];
  const width = (column: 'username' | 'password' | 'role') =>
    Math.max(...rows.map((row) => row[column].length)) + 2;
  const [first, second, third] = [width('username'), width('password'), width('role')];
  return rows
    .map((row) => row.username.padEnd(first) + row.password.padEnd(second) + row.role.padEnd(third))
    .map((line, index) => `${line}${rows[index]?.full_name ?? ''}\n`)
    .join('');
}
