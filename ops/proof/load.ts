import { setTimeout as delay } from 'node:timers/promises';
import { type ApiClient, createApiClient, signIn } from '../../runtime/demo/apiClient';
import { readLogins } from '../../runtime/logins';
import type { Stage } from './stage';

const PAUSE_MS = 250;
const FIRST_CHAT = 4711;
const EXECUTORS = ['ivanov', 'petrova', 'sidorov'] as const;

interface Listed {
  items: { id: string }[];
}

/** People of the demo plant, signed in. */
export interface Crew {
  manager: ApiClient;
  supervisor: ApiClient;
  executors: { id: string; client: ApiClient; chat: number }[];
  templateId: string;
}

export async function signInCrew({ url, runtimeDir, telegram }: Stage): Promise<Crew> {
  const logins = new Map(readLogins(runtimeDir).map((login) => [login.username, login]));
  const as = (username: string): Promise<ApiClient> => {
    const login = logins.get(username);
    if (!login) throw new Error(`${username} is not among the demo's logins`);
    return signIn(url, login);
  };
  const manager = await as('orlov');
  const executors = await Promise.all(
    EXECUTORS.map(async (username, i) => {
      const client = await as(username);
      const chat = FIRST_CHAT + i;
      const { token } = await client.post<{ token: string }>('/auth/telegram-link');
      await telegram.says(chat, `/start ${token}`);
      return { ...(await client.get<{ id: string }>('/auth/me')), client, chat };
    }),
  );
  return { manager, supervisor: await as('kuznetsova'), executors, templateId: await aTemplate(manager) };
}

/** A light load, as a small shop makes it: reading, opening, answering late, what is refused. Returns how to stop. */
export function startLoad({ url }: Stage, crew: Crew): () => Promise<void> {
  const { manager, supervisor, executors, templateId: template_id } = crew;
  let stopped = false;
  let turns = 0;
  /** What is late, by whom: answered two turns later. */
  const late: { id: string; by: ApiClient }[] = [];

  async function finish({ id, by }: (typeof late)[number]): Promise<void> {
    await by.post(`/checks/${id}/answer`, { question_id: 'horn', value: true });
    await by.post(`/checks/${id}/submit`);
  }

  async function turn(): Promise<void> {
    turns += 1;
    const executor = executors[turns % executors.length] as (typeof executors)[number];
    const due_at = new Date(Date.now() + 1_500).toISOString();
    const { id } = await supervisor.post<{ id: string }>('/checks/', {
      ...{ template_id, executor_id: executor.id, due_at },
    });
    const by = executor.client;
    late.push({ id, by });
    await by.post(`/checks/${id}/answer`, { question_id: 'brakes', value: true });
    await by.call('POST', `/checks/${id}/answer`, { question_id: 'nothing', value: true });
    const { items } = await manager.get<Listed>('/checks/?limit=20');
    if (items[0]) await manager.get(`/checks/${items[0].id}`);
    await manager.get('/actions/');
  }

  /** Those that end get their report. */
  async function finishLate(): Promise<void> {
    while (late.length > 6) await finish(late.shift() as (typeof late)[number]);
  }

  async function run(): Promise<void> {
    while (!stopped) {
      // A part is stopped on purpose.
      await createApiClient(url)
        .call('GET', '/checks/')
        .catch(() => undefined);
      await turn().catch(() => undefined);
      await finishLate().catch(() => undefined);
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
