import type { Bitrix24, Portal } from '../../../clients/bitrix24/portal';
import { type Stage, aStage, theTask } from './stage';

let stage: Stage;
afterEach(() => stage?.stop());

const push = (id: string) => stage.activities.pushAction({ action_id: id });
const pull = (id: string) => stage.activities.pullAction({ action_id: id });

describe.each(['both', 'v2'] as const)('a portal with %s', (api) => {
  beforeEach(async () => {
    stage = await aStage(api);
  });

  test('an action becomes one task with its words, due time and responsible person, however often it is sent', async () => {
    const id = await stage.anAction();
    expect(await push(id)).toEqual({ sync_status: 'synced' });
    expect(await push(id)).toEqual({ sync_status: 'synced' });
    const task = theTask(stage, id);
    const row = await stage.row(id);
    expect(task).toMatchObject({ title: 'Заменить шланг', status: 2, priority: 2 });
    expect(task.description).toContain('Течёт у пресса 3');
    expect(task.description).toContain(`https://proverka.example/actions/${id}`);
    expect(stage.stub.portal.user(task.responsibleId)?.email).toBe('ivanov@plant.example');
    expect(row).toMatchObject({ external_id: String(task.id), sync_status: 'synced' });
    expect(Math.floor(row.due_at.getTime() / 1000)).toBe(Date.parse(task.deadline ?? '') / 1000);
  });

  test('what is changed there comes here, and is not written back', async () => {
    const id = await stage.anAction();
    await push(id);
    const task = theTask(stage, id);
    const { desk, portal } = stage.stub;
    const petrov = portal.hire('petrov@plant.example');
    desk.change(task.id, { deadline: '2031-05-06T07:08:09.000Z', responsibleId: petrov.id });
    desk.move(task.id, 'start');
    desk.say(task.id, petrov.id, 'Шланг заказан');
    await pull(id);
    expect(await stage.row(id)).toMatchObject({
      ...{ status: 'in_progress', owner_id: stage.other.user_id, sync_status: 'synced' },
      due_at: new Date('2031-05-06T07:08:09.000Z'),
    });
    expect(await stage.commentsOf(id)).toMatchObject([
      { text: 'Шланг заказан', author_id: stage.other.user_id },
    ]);

    const changes = theTask(stage, id).changedDate;
    const calls = { ...stage.stub.calls };
    await pull(id);
    await push(id);
    const written = [
      'tasks.task.update',
      'tasks.task.start',
      'task.commentitem.add',
      'tasks.task.chat.message.send',
    ];
    for (const method of written) expect([method, stage.stub.calls[method]]).toEqual([method, calls[method]]);
    expect(theTask(stage, id).changedDate).toBe(changes);
    expect(await stage.commentsOf(id)).toHaveLength(1);

    desk.change(task.id, { status: 4 });
    await pull(id);
    expect((await stage.row(id)).status).toBe('done');
    desk.move(task.id, 'disapprove');
    await pull(id);
    expect((await stage.row(id)).status).toBe('returned');
  });

  test('comments and photos are carried over once each', async () => {
    const id = await stage.anAction();
    const file = await stage.aPhoto(id);
    await stage.comment(id, 'Готово [b]почти[/b]', [file]);
    await push(id);
    await stage.comment(id, 'Теперь совсем');
    await push(id);
    await push(id);
    const task = theTask(stage, id);
    const said = stage.stub.portal.messagesOf(task.id).map(({ text }) => text);
    expect(said).toHaveLength(2);
    expect(said[0]).toContain('Готово ［b］почти［/b］');
    expect(said[1]).toContain('Теперь совсем');
    expect(task.fileIds).toHaveLength(1);
    expect(await stage.commentsOf(id)).toHaveLength(2);
  });

  test('a change that the rules here do not allow is taken back there, with the reason', async () => {
    const id = await stage.anAction({ evidence_required: true });
    await push(id);
    const task = theTask(stage, id);
    stage.stub.desk.move(task.id, 'complete');
    await pull(id);
    expect((await stage.row(id)).status).toBe('open');
    expect(theTask(stage, id).status).toBe(2);
    const [said] = stage.stub.portal.messagesOf(task.id);
    expect(said?.text).toContain('Проверка не приняла изменение');
    await pull(id);
    expect(stage.stub.portal.messagesOf(task.id)).toHaveLength(1);
  });

  test('a worker that dies before or after any of its calls leaves one task, one comment and one photo', async () => {
    let died = 0;
    for (const moment of ['before', 'after'] as const) {
      for (let step = 1; ; step++) {
        const id = await stage.anAction({ title: `Шаг ${moment} ${step}` });
        const file = await stage.aPhoto(id);
        await stage.comment(id, 'Сделано', [file]);
        await stage.db.read.actions.update(id, { status: 'in_progress', started_at: new Date() });
        const dying = stage.withPortal(mortal(stage.deps.portal, step, moment));
        const died_now = await dying.pushAction({ action_id: id }).then(
          () => false,
          (error: Error) => error.message === 'killed',
        );
        expect(await push(id)).toEqual({ sync_status: 'synced' });
        const task = theTask(stage, id);
        expect([moment, step, task.status, task.fileIds.length]).toEqual([moment, step, 3, 1]);
        expect(stage.stub.portal.messagesOf(task.id)).toHaveLength(1);
        expect(stage.stub.portal.data.files.filter(({ name }) => name.startsWith(file))).toHaveLength(1);
        expect(await stage.row(id)).toMatchObject({ sync_status: 'synced', external_id: String(task.id) });
        if (!died_now) break;
        died += 1;
      }
    }
    expect(died).toBeGreaterThanOrEqual(16);
  });
});

/** A portal whose user dies at the nth of its methods. */
function mortal(portal: Portal, nth: number, moment: 'before' | 'after'): Portal {
  let count = 0;
  return (...given) => {
    const alive = portal(...given);
    return new Proxy(alive, {
      get:
        (_, name: keyof Bitrix24) =>
        async (...args: unknown[]) => {
          const last = ++count === nth;
          if (last && moment === 'before') throw new Error('killed');
          const reply = await (alive[name] as (...all: unknown[]) => Promise<unknown>)(...args);
          if (last) throw new Error('killed');
          return reply;
        },
    });
  };
}
