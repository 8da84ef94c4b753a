import { type ApiClient, signIn } from '../../runtime/demo/apiClient';
import type { Login } from '../../runtime/logins';
import { generatePassword } from '../../services/auth/passwords';

interface Named {
  id: string;
  name: string;
}

/** Supervisors before those whom they supervise. */
const PEOPLE = [
  { username: 'orlov', full_name: 'Орлов Дмитрий Сергеевич', role: 'manager' },
  { username: 'kuznetsova', full_name: 'Кузнецова Ольга Петровна', role: 'supervisor', supervisor: 'orlov' },
  { username: 'ivanov', full_name: 'Иванов Иван Алексеевич', role: 'executor', supervisor: 'kuznetsova' },
  { username: 'petrova', full_name: 'Петрова Мария Игоревна', role: 'executor', supervisor: 'kuznetsova' },
  { username: 'zaitseva', full_name: 'Зайцева Елена Михайловна', role: 'auditor' },
];

/** A small plant, made by its administrator over HTTP; whose passwords nobody else knows. */
export async function hirePeople(url: string, adminPassword: string): Promise<Login[]> {
  const admin = await signIn(url, { username: 'admin', password: adminPassword });
  const roles = await idsByName(admin, '/roles/');
  const { id: area_id } = await admin.post<Named>('/areas/', {
    name: 'Цех № 1',
    time_zone: 'Europe/Moscow',
  });
  const ids: Record<string, string> = {};
  const logins: Login[] = [];
  for (const { username, full_name, role, supervisor } of PEOPLE) {
    const password = generatePassword();
    const { id } = await admin.post<{ id: string }>('/users/', {
      ...{ username, full_name, password, area_id, role_id: roles[role] },
      ...(supervisor && { supervisor_id: ids[supervisor] }),
    });
    ids[username] = id;
    logins.push({ username, password, role, full_name });
  }
  return logins;
}

async function idsByName(api: ApiClient, path: string): Promise<Record<string, string>> {
  const { items } = await api.get<{ items: Named[] }>(path);
  return Object.fromEntries(items.map(({ id, name }) => [name, id]));
}
