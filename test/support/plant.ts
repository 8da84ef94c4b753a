import { randomUUID } from 'node:crypto';
import { createCheckActivities } from '../../activities/checks';
import type { CommandAct, CheckCommands } from '../../domain/command';
import type { CheckState } from '../../activities/checks/types';
import type { UserActor } from '../../domain/actor';
import type { Settings } from '../../domain/template';
import { createCheck } from '../../services/checks/createCheck';
import { recordAnswer } from '../../services/checks/recordAnswers';
import { createBuilders } from './builders';
import { testDatabase } from './database';
import { as, testServices } from './services';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export interface Given {
  settings?: Partial<Settings>;
  questions?: unknown[];
  /** From the opening. */
  dueInMs?: number;
  executor?: UserActor;
  answered?: boolean;
}

/** A shop with its people on a real database, whose clock stands where the test puts it, and what a check's process does there. */
export async function aPlant() {
  const database = await testDatabase({ maxConnections: 20 });
  const { db } = database;
  const build = createBuilders(db);
  let time = Date.parse('2026-03-02T08:00:00.000Z');
  const now = () => new Date(time);
  const services = testServices(db, { now });
  const activities = createCheckActivities({ db, templates: services.templates, now });

  const plantArea = await build.anArea({ name: 'Завод' });
  const area = await build.anArea({ name: 'Цех 1', parent_id: plantArea });
  const manager = await build.aUser({ role: 'manager', area_id: area });
  const supervisor = await build.aUser({ role: 'supervisor', area_id: area });
  const executor = await build.aUser({ area_id: area, supervisor_id: supervisor.user_id });
  const other = await build.aUser({ area_id: area, supervisor_id: supervisor.user_id });

  const rowsOf = (table: string, id: string, order: string) =>
    db.pool(table).where({ check_id: id }).orderBy(order);

  return {
    db,
    build,
    services,
    activities,
    people: { manager, supervisor, executor, other },
    areas: { plant: plantArea, area },
    as: (actor: UserActor) => as(actor, services),
    now,
    pass(ms: number): void {
      time += ms;
    },

    async aCheck(given: Given = {}): Promise<string> {
      const template = await build.aTemplate({
        ...(given.questions && { questions: given.questions }),
        settings: { reminders: [], report_formats: [], ...given.settings },
      });
      const by = given.executor ?? executor;
      const id = await createCheck(as(manager, services), {
        template_id: template.id,
        executor_id: by.user_id,
        due_at: new Date(time + (given.dueInMs ?? 8 * HOUR)).toISOString(),
      });
      if (given.answered)
        for (const question of template.structure.sections.flatMap((section) => section.questions))
          await recordAnswer(as(by, services), id, { question_id: question.id, value: true });
      return id;
    },

    answer: (id: string, question_id: string, value: unknown, by = executor) =>
      recordAnswer(as(by, services), id, { question_id, value }),

    /** A command as its caller's service sends it. */
    async give<A extends CommandAct>(
      id: string,
      act: A,
      by: UserActor,
      input: CheckCommands[A],
      command_id: string = randomUUID(),
    ): Promise<CheckState> {
      const command = { ...input, command_id, by: { user_id: by.user_id } };
      return activities.decide({ check_id: id, act, command });
    },

    carryOut: (id: string) => activities.carryOut({ check_id: id, moment_at: now().toISOString() }),

    row: (id: string) => db.pool('checks').where({ id }).first(),
    events: (id: string) => rowsOf('check_events', id, 'seq'),
    /** `kind` of each entry, oldest first. */
    story: async (id: string): Promise<string[]> =>
      (await rowsOf('check_events', id, 'seq')).map((event) => event.kind),
    notices: (id: string) => rowsOf('notices', id, 'id'),
    /** Who was told what: `kind` by person. */
    async told(id: string, person: UserActor): Promise<string[]> {
      const notices = await rowsOf('notices', id, 'id');
      return notices.filter((notice) => notice.user_id === person.user_id).map((notice) => notice.kind);
    },

    /** All that the check's rows say. */
    async everything(id: string) {
      const audit = await db.pool('audit_log').where({ entity_id: id }).count('* as n').first();
      return {
        check: await db.pool('checks').where({ id }).first(),
        events: await rowsOf('check_events', id, 'seq'),
        notices: await rowsOf('notices', id, 'id'),
        reports: await rowsOf('reports', id, 'id'),
        audited: Number(audit?.n),
      };
    },
    /** The owner's connection: may do what the application may not. */
    adminUrl: database.adminUrl,
    close: database.close,
  };
}

export type Plant = Awaited<ReturnType<typeof aPlant>>;
