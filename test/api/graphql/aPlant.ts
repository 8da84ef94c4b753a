import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { GraphqlDeps } from '../../../api/graphql/router';
import { createStorage } from '../../../clients/storage';
import type { UserActor } from '../../../domain/actor';
import { commentCheck } from '../../../services/checks/commentCheck';
import { createCheck } from '../../../services/checks/createCheck';
import { recordAnswer } from '../../../services/checks/recordAnswers';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { testParts } from '../../support/parts';
import { as, testServices } from '../../support/services';
import { type Sample, aToken, startSample } from '../startSample';

export interface GraphqlReply {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into replies of every shape
  body: any;
}

export interface Asked {
  variables?: object;
  operationName?: string;
  headers?: Record<string, string>;
}

/** A plant of two shops, each with an executor and a check; the north one has a line below it. */
export async function aPlant() {
  const database: TestDatabase = await testDatabase();
  const build = createBuilders(database.db);
  const storage = createStorage({ ...testParts().s3, bucket: `t-${randomUUID()}` });
  const services = testServices(database.db, { storage });
  const north = await build.anArea({ name: 'Север' });
  const line = await build.anArea({ name: 'Линия', parent_id: north });
  const south = await build.anArea({ name: 'Юг' });
  const admin = await build.aUser({ role: 'admin', full_name: 'Администратор' });
  const manager = await build.aUser({ role: 'manager', area_id: north });
  const executor = await build.aUser({
    area_id: line,
    supervisor_id: manager.user_id,
    full_name: 'Иванов',
    username: 'ivanov',
  });
  const southern = await build.aUser({ area_id: south });
  const auditor = await build.aUser({ role: 'auditor' });
  const template = await build.aTemplate({ name: 'Погрузчик', created_by: admin.user_id });

  const people = new Map<string, UserActor>();
  const aCheck = (worker: UserActor, template_id = template.id) =>
    createCheck(as(admin, services), { template_id, executor_id: worker.user_id });

  let reports = 0;
  async function aReport(check_id: string, by: UserActor = admin): Promise<string> {
    const { report } = await database.db.read.reports.ensure({
      id: uuidv7(),
      check_id,
      check_revision: ++reports,
      format: 'PDF',
      parameters: { language: 'ru' },
      requested_by: by.user_id,
      created_at: new Date(),
    });
    await database.db.read.reports.update(report.id, {
      status: 'ready',
      object_key: `reports/${report.id}.pdf`,
      size_bytes: 3_000_000_000,
      sha256: 'ab',
      generated_at: new Date(),
    });
    return report.id;
  }

  async function aPicture(by: UserActor, check_id: string): Promise<string> {
    const id = uuidv7();
    await database.db.read.files.insert({
      id,
      name: 'brakes.jpg',
      content_type: 'image/jpeg',
      size_bytes: 10,
      sha256: 'cd',
      width: 4,
      height: 3,
      status: 'ready',
      object_key: `files/${id}`,
      uploaded_by: by.user_id,
      check_id,
      created_at: new Date(),
    });
    return id;
  }

  const answer = (worker: UserActor, checkId: string, question_id: string, value: unknown) =>
    recordAnswer(as(worker, services), checkId, { question_id, value });
  const comment = (worker: UserActor, checkId: string, text: string, files: string[] = []) =>
    commentCheck(as(worker, services), checkId, { text, question_id: 'horn', files });

  async function serve(deps: Partial<GraphqlDeps> = {}): Promise<Sample> {
    return startSample([], {
      loadSession: async (_id, userId) => people.get(userId),
      graphql: { services, introspection: true, graphiql: true, ...deps },
    });
  }

  for (const user of [admin, manager, executor, southern, auditor]) people.set(user.user_id, user);
  return {
    ...{ database, services, build, storage, people },
    ...{ north, line, south, admin, manager, executor, southern, auditor, template },
    ...{ aCheck, aReport, aPicture, answer, comment, serve },
  };
}

export type Plant = Awaited<ReturnType<typeof aPlant>>;

/** Asks as this user, or as nobody. */
export function asker({ url }: Sample) {
  return async (
    user: UserActor | null,
    query: string,
    { headers, ...more }: Asked = {},
  ): Promise<GraphqlReply> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Accept-Language': '*',
        ...(user && { Authorization: `Bearer ${aToken({ claims: { sub: user.user_id } })}` }),
        ...headers,
      },
      body: JSON.stringify({ query, ...more }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : JSON.parse(text),
    };
  };
}

export const codesOf = ({ body }: GraphqlReply): string[] =>
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as in GraphqlReply
  (body.errors ?? []).map((error: any) => error.extensions?.code);
