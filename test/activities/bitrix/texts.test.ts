import { composeNotice } from '../../../activities/telegram/composeNotice';
import { isStorable } from '../../../domain/plainText';
import { type Stage, aStage, theTask } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await aStage('v2');
});
afterAll(() => stage.stop());

/** Wherever it is cut, by two or by one, half a character would be left in one of the two. */
const TOOLS = ['🧰'.repeat(3_500), `а${'🧰'.repeat(3_500)}`];

test('what is said there at any length, and with any sign, is carried over, and each call is on record', async () => {
  const id = await stage.anAction({ title: 'Шланг'.padEnd(249, '!') + '🧰'.repeat(20) });
  await stage.activities.pushAction({ action_id: id });
  const task = theTask(stage, id);
  expect(task.title.endsWith('!…')).toBe(true);
  for (const text of [...TOOLS, `${'🧰'.slice(0, 1)}\u0000половина`]) stage.stub.desk.say(task.id, 1, text);
  await stage.activities.pullAction({ action_id: id });
  const texts = (await stage.commentsOf(id)).map(({ text }) => text);
  expect(texts).toHaveLength(3);
  expect(texts.map(isStorable)).toEqual([true, true, true]);
  expect(texts[2]).toBe('\ufffdполовина');
  const calls = Object.values(stage.stub.calls).reduce((sum, count) => sum + count, 0);
  expect(await stage.db.pool('bitrix_sync').count()).toEqual([{ count: calls }]);
});

test('a notice for Telegram is cut between characters', () => {
  for (const reason of TOOLS) {
    const { html } = composeNotice('ru', {
      ...{ kind: 'returned', check_id: null },
      data: { check: 'Погрузчик', due: '2026-03-01T05:00:00.000Z', time_zone: 'UTC', actor: 'Иван', reason },
    });
    expect(html).toContain('🧰…');
    expect(isStorable(html)).toBe(true);
  }
});
