import { v7 as uuidv7 } from 'uuid';
import { BitrixFault } from '../../../clients/bitrix24/fault';
import type { Portal } from '../../../clients/bitrix24/portal';
import { type Stage, aStage, theTask } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await aStage();
});
afterEach(() => stage.stop());

/** A portal that lets us read tasks and move none. */
const withoutRights =
  (portal: Portal): Portal =>
  (...given) => ({
    ...portal(...given),
    moveTask: () => Promise.reject(new BitrixFault('permanent', 'ERROR_CORE', 'Access denied', 400)),
  });

async function anEndedOneThatWasOpenedAgainThere(): Promise<string> {
  const id = await stage.anAction();
  await stage.db.read.actions.update(id, { status: 'cancelled', ended_at: new Date() });
  await stage.activities.pushAction({ action_id: id });
  stage.stub.desk.move(theTask(stage, id).id, 'renew');
  return id;
}
const told = (id: string) =>
  stage.db
    .pool('outbox')
    .where({ subject: `action:${id}` })
    .pluck('kind');

test('a task of an ended action that was opened again there is ended again', async () => {
  const id = await anEndedOneThatWasOpenedAgainThere();
  expect(await stage.activities.reconcileBitrix()).toMatchObject({ mended: 1 });
  expect(theTask(stage, id).status).toBe(5);
});

test('a task that cannot be made equal keeps nothing else from being found: it waits for a person', async () => {
  const stuck = await anEndedOneThatWasOpenedAgainThere();
  const waiting = await stage.anAction();
  const { reconcileBitrix } = stage.withPortal(withoutRights(stage.deps.portal));
  expect(await reconcileBitrix()).toMatchObject({ mended: 0, pushed: 1 });
  expect(await told(waiting)).toContain('sync');
  expect(await stage.row(stuck)).toMatchObject({ sync_status: 'failed' });
  expect(await stage.db.read.bitrixTasks.readUpTo()).toBeDefined();
});

test('how long calls stay on record is the retention’s matter alone', async () => {
  await stage.db.read.bitrixCalls.append({
    ...{
      at: new Date(Date.now() - 400 * 86_400_000),
      direction: 'out',
      method: 'profile',
      action_id: uuidv7(),
    },
    ...{ status: 'ok', http_status: 200, duration_ms: 1, request: {}, response: {}, error: null },
  });
  await stage.activities.reconcileBitrix();
  const yesterday = new Date(Date.now() - 86_400_000);
  expect(await stage.db.pool('bitrix_sync').where('created_at', '<', yesterday)).toHaveLength(1);
});
