import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { quietTemporal } from '../support/temporal';

const FOLDER = join(__dirname, 'histories');

function historyIn(file: string) {
  const content = readFileSync(join(FOLDER, file));
  const text = String(file.endsWith('.gz') ? gunzipSync(content) : content);
  return temporal.api.history.v1.History.fromObject(JSON.parse(text));
}

const files = readdirSync(FOLDER);

beforeAll(quietTemporal);

test('processes that began with the code of before go on with the code of now', async () => {
  const histories = files.map((file) => ({ workflowId: file, history: historyIn(file) }));
  const failures: string[] = [];
  const results = Worker.runReplayHistories(
    { workflowsPath: require.resolve('../../workflows'), replayName: 'histories' },
    histories,
  );
  for await (const { workflowId, error } of results)
    if (error) failures.push(`${workflowId}: ${error.message}`);
  expect(failures).toEqual([]);
  expect(files.length).toBeGreaterThanOrEqual(12);
}, 120_000);

test('a history that the code cannot have written is told apart', async () => {
  const history = historyIn('missed.json');
  const timer = history.events?.find((event) => event.timerStartedEventAttributes);
  if (!timer) throw new Error('The history has no timer');
  timer.timerStartedEventAttributes = null;
  timer.eventType = 10;
  timer.activityTaskScheduledEventAttributes = { activityId: '1', activityType: { name: 'somethingElse' } };
  await expect(
    Worker.runReplayHistory({ workflowsPath: require.resolve('../../workflows') }, history, 'changed'),
  ).rejects.toThrow();
}, 120_000);
