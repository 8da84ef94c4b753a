import type { Database } from '../../db/database';
import { createUser } from '../../services/auth/createUser';
import { generatePassword } from '../../services/auth/passwords';
import { type Login, keepLogins, readLogins } from '../logins';
import type { AreaIds, AreaName } from './plant';

interface DemoPerson {
  username: string;
  full_name: string;
  role: 'manager' | 'supervisor' | 'executor' | 'auditor';
  area: AreaName | null;
  supervisor?: string;
}

/** Supervisors before those whom they supervise. */
export const PEOPLE = [
  { username: 'orlov', full_name: 'Орлов Дмитрий Сергеевич', role: 'manager', area: 'plant' },
  {
    username: 'kuznetsova',
    full_name: 'Кузнецова Ольга Петровна',
    role: 'supervisor',
    area: 'assembly',
    supervisor: 'orlov',
  },
  {
    username: 'sokolov',
    full_name: 'Соколов Андрей Викторович',
    role: 'supervisor',
    area: 'presses',
    supervisor: 'orlov',
  },
  {
    username: 'ivanov',
    full_name: 'Иванов Иван Алексеевич',
    role: 'executor',
    area: 'line1',
    supervisor: 'kuznetsova',
  },
  {
    username: 'petrova',
    full_name: 'Петрова Мария Игоревна',
    role: 'executor',
    area: 'line1',
    supervisor: 'kuznetsova',
  },
  {
    username: 'sidorov',
    full_name: 'Сидоров Николай Павлович',
    role: 'executor',
    area: 'line2',
    supervisor: 'kuznetsova',
  },
  {
    username: 'morozov',
    full_name: 'Морозов Сергей Юрьевич',
    role: 'executor',
    area: 'pressLine',
    supervisor: 'sokolov',
  },
  {
    username: 'fedorova',
    full_name: 'Фёдорова Анна Дмитриевна',
    role: 'executor',
    area: 'store',
    supervisor: 'sokolov',
  },
  { username: 'zaitseva', full_name: 'Зайцева Елена Михайловна', role: 'auditor', area: null },
] as const satisfies readonly DemoPerson[];

export type Username = (typeof PEOPLE)[number]['username'];

/** Whether some of them are there whose passwords this folder does not know. */
export async function areStrangers({ read }: Database, runtimeDir: string): Promise<boolean> {
  const known = new Set(readLogins(runtimeDir).map((login) => login.username));
  for (const { username } of PEOPLE) {
    if (!known.has(username) && (await read.people.credentials(username))) return true;
  }
  return false;
}

/** Hires those who are not there yet. Their passwords are written down first, so that a broken run can go on. */
export async function ensurePeople(
  db: Database,
  areas: AreaIds,
  runtimeDir: string,
): Promise<Record<Username, Login>> {
  const known = new Map(readLogins(runtimeDir).map((login) => [login.username, login]));
  const logins = PEOPLE.map(
    ({ username, role, full_name }): Login =>
      known.get(username) ?? { username, password: generatePassword(), role, full_name },
  );
  keepLogins(runtimeDir, logins);
  const ids = new Map<string, string>();
  for (const person of PEOPLE as readonly DemoPerson[]) {
    const there = await db.read.people.credentials(person.username);
    ids.set(person.username, there?.id ?? (await hire(db, person, areas, ids, logins)));
  }
  return Object.fromEntries(logins.map((login) => [login.username, login])) as Record<Username, Login>;
}

function hire(
  db: Database,
  { username, full_name, role, area, supervisor }: DemoPerson,
  areas: AreaIds,
  ids: ReadonlyMap<string, string>,
  logins: readonly Login[],
): Promise<string> {
  return createUser(
    { db },
    {
      ...{ username, full_name, role, email: `${username}@progress.example` },
      password: logins.find((login) => login.username === username)?.password ?? '',
      area_id: area && areas[area],
      supervisor_id: (supervisor && ids.get(supervisor)) ?? null,
    },
  );
}
