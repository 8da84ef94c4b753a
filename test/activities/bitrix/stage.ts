import { v7 as uuidv7 } from 'uuid';
import { createBitrixActivities } from '../../../activities/bitrix';
import type { BitrixActivityDeps } from '../../../activities/bitrix/deps';
import { openPortal } from '../../../activities/bitrix/portal';
import { addActionComment } from '../../../db/addActionComment';
import { lockAction } from '../../../db/lockAction';
import { openAction } from '../../../db/openAction';
import type { UserActor } from '../../../domain/actor';
import type { StubOptions } from '../../../runtime/bitrixStub/server';
import { aPortal } from '../../support/bitrix/portal';
import { createBuilders } from '../../support/builders';
import { testDatabase } from '../../support/database';

export type Stage = Awaited<ReturnType<typeof aStage>>;

/** Actions and their activities on a real database and a real portal, without a process. */
export async function aStage(api: StubOptions['api'] = 'both') {
  const database = await testDatabase();
  const { db } = database;
  const stub = await aPortal({ api });
  const build = createBuilders(db);
  const area = await build.anArea({ name: 'Цех 1' });
  const owner = await aPerson('ivanov');
  const other = await aPerson('petrov');
  const now = () => new Date();
  const portal = openPortal({
    ...{ db, now, secret: 'a secret of the tests', deadlineMs: 5_000 },
    access: { kind: 'webhook', url: stub.webhookUrl },
    pace: { perSecond: 10_000, burst: 10_000 },
  });
  const files = new Map<string, Buffer>();
  const deps: BitrixActivityDeps = {
    ...{ db, now, portal, locale: 'ru', publicUrl: 'https://proverka.example' },
    storage: { find: async (key) => files.get(key) },
  };

  async function aPerson(name: string): Promise<UserActor> {
    const actor = await build.aUser({ area_id: area, full_name: name });
    await db
      .pool('users')
      .where({ id: actor.user_id })
      .update({ email: `${name}@plant.example` });
    return actor;
  }

  return {
    ...{ database, db, stub, owner, other, area, deps, files },
    activities: createBitrixActivities(deps),
    withPortal: (changed: BitrixActivityDeps['portal']) =>
      createBitrixActivities({ ...deps, portal: changed }),

    async anAction(over: { title?: string; evidence_required?: boolean } = {}): Promise<string> {
      return db.transaction(async (tx) =>
        openAction(tx, {
          ...{ title: over.title ?? 'Заменить шланг', description: 'Течёт у пресса 3', priority: 'high' },
          owner: { id: owner.user_id, full_name: 'ivanov' },
          ...{ due: new Date(Date.now() + 86_400_000), actor: owner, now: now() },
          ...{ evidence_required: over.evidence_required ?? false, external_system: 'bitrix24' },
        }),
      );
    },

    async comment(id: string, text: string, fileIds: string[] = []): Promise<void> {
      await db.transaction(
        async (tx) =>
          void (await addActionComment(
            { ...(await lockAction(tx, id)), tx, actor: owner, now: now() },
            { text, files: fileIds },
          )),
      );
    },

    async aPhoto(actionId: string): Promise<string> {
      const id = uuidv7();
      files.set(`raw/${id}`, Buffer.from('a photo'));
      await db.read.files.insert({
        ...{ id, name: 'a.jpg', content_type: 'image/jpeg', size_bytes: 7, object_key: `raw/${id}` },
        ...{ uploaded_by: owner.user_id, created_at: now(), status: 'ready', sha256: '0'.repeat(64) },
        action_id: actionId,
      });
      return id;
    },

    async row(id: string) {
      const found = await db.read.actions.find(id);
      if (!found) throw new Error('No such action');
      return found;
    },
    tasksOf: (id: string) => stub.portal.data.tasks.filter((task) => task.xmlId === `proverka-${id}`),
    commentsOf: (id: string) => db.read.actionComments.ofActions([id]),

    async stop(): Promise<void> {
      await stub.stop();
      await database.close();
    },
  };
}

export const theTask = (stage: Stage, id: string) => {
  const tasks = stage.tasksOf(id);
  if (tasks.length !== 1 || !tasks[0]) throw new Error(`${tasks.length} tasks in place of one`);
  return tasks[0];
};
