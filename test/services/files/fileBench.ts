import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { type PostPolicy, type Storage, createStorage } from '../../../clients/storage';
import type { FileRow } from '../../../db/repositories/files';
import type { UserActor } from '../../../domain/actor';
import type { ServiceContext, Services } from '../../../services/context';
import { createBuilders } from '../../support/builders';
import { testDatabase } from '../../support/database';
import { testParts } from '../../support/parts';
import { as, testServices } from '../../support/services';

/** A database and a bucket of the test's own. */
export async function fileBench() {
  const { db, close } = await testDatabase();
  const storage = createStorage({ ...testParts().s3, bucket: `files-${randomUUID().slice(0, 8)}` });
  await storage.ensureBucket();
  const services: Services = testServices(db, { storage });
  const build = createBuilders(db);

  async function aCheck(executor: UserActor, area_id: string | null = null): Promise<string> {
    const template = await build.aTemplate();
    const id = uuidv7();
    await db.read.checks.insert({
      ...{ id, template_id: template.id, template_version: 1, title: 'Осмотр', area_id },
      ...{ executor_id: executor.user_id, created_by: executor.user_id },
      ...{ due_at: new Date(Date.now() + 3_600_000), armed_at: new Date(), created_at: new Date() },
      ...{ required_count: 2, question_count: 2 },
    });
    return id;
  }

  return {
    ...{ db, storage, services, build, aCheck, close },
    as: (actor: UserActor): ServiceContext => as(actor, services),
    row: (id: string): Promise<FileRow | undefined> => db.read.files.find(id),
    audited: async (id: string): Promise<{ action: string; diff: unknown; user_id: string }[]> =>
      db.pool('audit_log').where({ entity_id: id }).orderBy('seq').select('action', 'diff', 'user_id'),
  };
}

export type FileBench = Awaited<ReturnType<typeof fileBench>>;

/** The form that a browser sends by a policy. */
export function formOf({ fields }: PostPolicy, content: Buffer): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([content]), 'a');
  return form;
}

export async function post(policy: PostPolicy, content: Buffer): Promise<Response> {
  return fetch(policy.url, { method: 'POST', body: formOf(policy, content) });
}

/** A storage that the next calls of one method fail, as if S3 had gone away. */
export function failing(storage: Storage, method: 'put' | 'remove', error: Error): Storage {
  return { ...storage, [method]: () => Promise.reject(error) };
}
