import { setTimeout as sleep } from 'node:timers/promises';
import type { ListedCheckJson } from '../../api/schemas/check';
import type { ListedTemplateJson } from '../../api/schemas/template';
import type { Database } from '../../db/database';
import { type ApiClient, RefusedError, signIn } from './apiClient';
import { CHECKS, type DemoCheck } from './checks';
import { leadCheck } from './leadCheck';
import { PEOPLE, type Username, areStrangers, ensurePeople } from './people';
import { ensurePlant, hasPlant } from './plant';
import { SCHEDULES, ensureSchedules } from './schedules';
import { TEMPLATES, type TemplateName } from './templates';

export interface SeedOptions {
  db: Database;
  /** Of the running API. */
  url: string;
  /** Where the logins are kept. */
  runtimeDir: string;
  say(line: string): void;
}

type Clients = Record<Username, ApiClient>;

const TRIES = 5;
const OVERDUE_WITHIN_MS = 60_000;

/**
 * The demo plant: places and people straight into the database, all else over HTTP as the people themselves.
 * Run again it completes what is missing. A database in use by others is left alone.
 */
export async function seedDemo({ db, url, runtimeDir, say }: SeedOptions): Promise<void> {
  if (!(await hasPlant(db)) && (await db.read.people.count()) > 1)
    return say('The database has people already: no demo plant is put into it.');
  if (await areStrangers(db, runtimeDir))
    return say('The demo plant is there already; its logins are where it was put from.');
  const areas = await ensurePlant(db);
  const logins = await ensurePeople(db, areas, runtimeDir);
  say(`areas: ${Object.keys(areas).length}, people: ${PEOPLE.length}`);

  const clients = Object.fromEntries(
    await Promise.all(PEOPLE.map(async ({ username }) => [username, await signIn(url, logins[username])])),
  ) as Clients;
  const templateIds = await ensureTemplates(clients.orlov);
  const executorIds = await idsOf(clients);
  await ensureSchedules(clients.orlov, { areas, templates: templateIds, executors: executorIds });
  await Promise.all(
    CHECKS.map((check) =>
      persistently(() =>
        leadCheck(check, templateIds[check.template], {
          executor: clients[check.executor],
          executorId: executorIds[check.executor],
          supervisor: clients[check.supervisor],
        }),
      ),
    ),
  );
  await untilEscalated(
    clients.orlov,
    CHECKS.filter(({ ending }) => ending.as === 'overdue'),
  );
  say(
    `templates: ${Object.keys(templateIds).length}, schedules: ${SCHEDULES.length}, checks: ${CHECKS.length}`,
  );
}

async function ensureTemplates(manager: ApiClient): Promise<Record<TemplateName, string>> {
  const { items } = await manager.get<{ items: ListedTemplateJson[] }>('/templates/?limit=200&status=active');
  const ids: [string, string][] = [];
  for (const [key, template] of Object.entries(TEMPLATES)) {
    const known = items.find(({ name }) => name === template.name);
    ids.push([key, (known ?? (await manager.post<{ id: string }>('/templates/', template))).id]);
  }
  return Object.fromEntries(ids) as Record<TemplateName, string>;
}

async function idsOf(clients: Clients): Promise<Record<Username, string>> {
  const entries = Object.entries(clients).map(async ([username, client]) => {
    return [username, (await client.get<{ id: string }>('/auth/me')).id] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<Username, string>;
}

/** A worker that has just started may not take commands yet: then the API says when to come again. */
async function persistently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RefusedError) || error.reply.status !== 503 || attempt === TRIES) throw error;
      await sleep(1000 * Number(error.reply.headers.get('retry-after') ?? 1));
    }
  }
}

/** @throws Error when a late check is not escalated in time: then the product does not do its work */
async function untilEscalated(caller: ApiClient, late: readonly DemoCheck[]): Promise<void> {
  const end = Date.now() + OVERDUE_WITHIN_MS;
  const titles = new Set(late.map(({ title }) => title));
  for (;;) {
    const { items } = await caller.get<{ items: ListedCheckJson[] }>('/checks/?limit=200');
    const waiting = items.filter((check) => titles.has(check.title) && check.escalation_level === 0);
    if (waiting.length === 0) return;
    if (Date.now() > end) throw new Error(`not escalated in time: ${waiting.map(({ title }) => title)}`);
    await sleep(250);
  }
}
