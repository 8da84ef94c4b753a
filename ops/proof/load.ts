import { setTimeout as delay } from 'node:timers/promises';
import { type ApiClient, createApiClient, signIn } from '../../runtime/demo/apiClient';
import { readLogins } from '../../runtime/logins';
import type { Stage } from './stage';

const PAUSE_MS = 250;

interface Listed {
  items: { id: string }[];
}

/** A light load, as a small shop makes it: reading, opening, answering late, what is refused. Returns how to stop. */
export async function startLoad({ url, runtimeDir, telegram }: Stage): Promise<() => Promise<void>> {
  const logins = new Map(readLogins(runtimeDir).map((login) => [login.username, login]));
  const as = (username: string): Promise<ApiClient> => {
    const login = logins.get(username);
    if (!login) throw new Error(`${username} is not among the demo's logins`);
    return signIn(url, login);
  };
  const [manager, supervisor, executor] = await Promise.all(['orlov', 'kuznetsova', 'ivanov'].map(as));
  if (!manager || !supervisor || !executor) throw new Error('Nobody signed in');
  const { token } = await executor.post<{ token: string }>('/auth/telegram-link');
  telegram.says(`/start ${token}`);
  const me = await executor.get<{ id: string }>('/auth/me');
  const template_id = await aTemplate(manager);
  let stopped = false;
  let turns = 0;

  async function finish(id: string): Promise<void> {
    await executor?.post(`/checks/${id}/answer`, { question_id: 'horn', value: true });
    await executor?.post(`/checks/${id}/submit`);
  }

  async function turn(): Promise<void> {
    const due_at = new Date(Date.now() + 1_500).toISOString();
    const check = await supervisor?.post<{ id: string }>('/checks/', {
      ...{ template_id, executor_id: me.id, due_at },
    });
    if (check) {
      await executor?.post(`/checks/${check.id}/answer`, { question_id: 'brakes', value: true });
      await executor?.call('POST', `/checks/${check.id}/answer`, { question_id: 'nothing', value: true });
      // Every other one is late; those that end get their report.
      turns += 1;
      if (turns % 2 === 0) await finish(check.id);
    }
    const { items } = (await manager?.get<Listed>('/checks/?limit=20')) ?? { items: [] };
    if (items[0]) await manager?.get(`/checks/${items[0].id}`);
    await createApiClient(url).call('GET', '/checks/');
    await manager?.get('/actions/');
  }

  async function run(): Promise<void> {
    while (!stopped) {
      await turn().catch(() => undefined); // a part is stopped on purpose
      await delay(PAUSE_MS);
    }
  }

  const running = run();
  return async () => {
    stopped = true;
    await running;
  };
}

async function aTemplate(manager: ApiClient): Promise<string> {
  const questions = [
    { id: 'brakes', type: 'yes_no', text: 'Тормоза держат?' },
    { id: 'horn', type: 'yes_no', text: 'Сигнал исправен?' },
  ];
  const escalation = [
    { after: 'PT0S', to: ['executor'] },
    { after: 'PT1S', to: ['supervisor'] },
  ];
  const { id } = await manager.post<{ id: string }>('/templates/', {
    name: 'Осмотр для доказательства',
    structure: { sections: [{ id: 'main', title: 'Осмотр', questions }] },
    settings: { escalation, report_formats: ['PDF', 'JSON'] },
  });
  return id;
}
