import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from './chaos/caller';
import { type Stage, setStage } from './chaos/stage';

const HELP = `node runtime/bootstrap.mjs run bench/recordHistories.js [-- --anew]
Plays on the real product the stories whose process has no history in test/replay/histories/ yet, and writes those.
  --anew   all of them, in place of the old ones: only when no process of the old code can be running any more`;

const { History } = temporal.api.history.v1;
const FOLDER = 'test/replay/histories';
const BIG_BYTES = 100_000;
const SIGNALS = 1_000;

interface Story {
  stage: Stage;
  executor: Caller;
  open(template: keyof Stage['cast']['templates'], dueInMs: number): Promise<string>;
  answer(id: string): Promise<void>;
  act(by: Caller, id: string, act: string, body?: object): Promise<void>;
  hasStatus(id: string, status: string): Promise<void>;
  hasLevel(id: string, level: number): Promise<void>;
}

/** Each returns the workflow whose history is kept. */
const STORIES: Record<string, (story: Story) => Promise<string>> = {
  async overdueReturnedAccepted({ open, hasLevel, answer, act, executor, stage, hasStatus }) {
    const id = await open('reviewed', 3_000);
    await hasLevel(id, 2);
    await answer(id);
    await act(executor, id, 'submit');
    await hasLevel(id, 3);
    await act(stage.cast.manager, id, 'review', { decision: 'return', reason: 'переснимите' });
    await act(executor, id, 'submit');
    await act(stage.cast.manager, id, 'review', { decision: 'accept' });
    await hasStatus(id, 'completed');
    return `check-${id}`;
  },
  async missed({ open, hasStatus }) {
    const id = await open('missable', 1_500);
    await hasStatus(id, 'missed');
    return `check-${id}`;
  },
  async declined({ open, act, executor }) {
    const id = await open('plain', 60_000);
    await act(executor, id, 'decline', { reason: 'стоит' });
    return `check-${id}`;
  },
  async dueMovedHandedOverCancelled({ open, act, stage, hasLevel }) {
    const { manager, executorIds } = stage.cast;
    const id = await open('plain', 1_500);
    await hasLevel(id, 1);
    await act(manager, id, 'due', { due_at: new Date(Date.now() + 3_000).toISOString() });
    await act(manager, id, 'reassign', { executor_id: executorIds[1] });
    await hasLevel(id, 1);
    await act(manager, id, 'cancel', { reason: 'не нужна' });
    return `check-${id}`;
  },
  async refusedUpdates({ open, answer, act, executor, stage }) {
    const id = await open('plain', 60_000);
    const handle = stage.temporal.client.workflow.getHandle(`check-${id}`);
    const by = { user_id: stage.cast.executorIds[0] };
    for (const [update, more] of [
      ['reviewCheck', { decision: 'accept' }],
      ['submitCheck', {}],
    ] as const) {
      const args: [object] = [{ command_id: uuidv7(), by, ...more }];
      await handle.executeUpdate(update, { args }).then(
        () => Promise.reject(new Error(`${update} was not refused`)),
        (error: unknown) => {
          if (!(error instanceof WorkflowUpdateFailedError)) throw error;
        },
      );
    }
    await answer(id);
    await act(executor, id, 'submit');
    return `check-${id}`;
  },
  async manySignals({ open, stage }) {
    const id = await open('plain', 60_000);
    const handle = stage.temporal.client.workflow.getHandle(`check-${id}`);
    await stage.parts['checks worker'].stop();
    for (let seq = 1; seq <= SIGNALS; seq += 50)
      await Promise.all(
        Array.from({ length: 50 }, (_, n) => handle.signal('factsRecorded', { seq: seq + n })),
      );
    const { runId } = await handle.describe();
    await stage.parts['checks worker'].start();
    await until(async () => (await handle.describe()).runId !== runId);
    await keep(stage, 'continuedAsNew', `check-${id}`, runId);
    await handle.executeUpdate('cancelCheck', {
      args: [{ command_id: uuidv7(), by: { user_id: await managerId(stage) }, reason: 'не нужна' }],
    });
    return `check-${id}`;
  },
  async actionLateReturnedVerified({ stage, executor }) {
    const { manager } = stage.cast;
    const { id, act } = await anAction(stage, 2_000);
    await until(async () => ((await stage.db.read.actions.find(id))?.escalation_level ?? 0) > 0);
    await act(executor, 'start');
    await act(executor, 'done', { comment: 'сделано' });
    await act(manager, 'return', { reason: 'не всё' });
    await act(executor, 'done');
    await act(manager, 'verify');
    return `action-${id}`;
  },
  async actionChangedCancelled({ stage }) {
    const { manager, executorIds } = stage.cast;
    const { id, change } = await anAction(stage, 60_000);
    await change(manager, { owner_id: executorIds[1], priority: 'high' });
    await change(manager, { status: 'cancelled', reason: 'не нужно' });
    return `action-${id}`;
  },
  async slot({ stage }) {
    const { id, slot_at } = await runByHand(stage);
    const workflowId = `slot-${id}-run-${slot_at.slice(0, 19)}Z`;
    await until(
      async () => (await stage.temporal.client.workflow.getHandle(workflowId).describe()) !== undefined,
    );
    return workflowId;
  },
  missedSlots: ({ stage }) => upkeep(stage, 'missedSlotsWorkflow'),
  scheduleReconcile: ({ stage }) => upkeep(stage, 'scheduleReconcileWorkflow'),
  retention: ({ stage }) => upkeep(stage, 'retentionWorkflow'),
  processReconcile: ({ stage }) => upkeep(stage, 'processReconcileWorkflow'),
  backup: ({ stage }) => upkeep(stage, 'backupWorkflow'),
  async rowsRestored({ stage, open, answer, act }) {
    const id = await open('plain', 60_000);
    const handle = stage.temporal.client.workflow.getHandle(`check-${id}`);
    const hasSeq = (holds: (seq: number) => boolean) =>
      until(async () => holds((await handle.query<{ seq: number }>('checkState')).seq));
    await answer(id);
    await handle.signal('factsRecorded', { seq: 4 });
    await hasSeq((seq) => seq >= 4);
    await stage.db.pool('checks').where({ id }).update({ fact_seq: 1 });
    await handle.signal('timingChanged', {});
    await hasSeq((seq) => seq === 1);
    await act(stage.cast.manager, id, 'cancel', { reason: 'не нужна' });
    return `check-${id}`;
  },
};

async function anAction({ cast }: Stage, dueInMs: number) {
  const due_at = new Date(Date.now() + dueInMs).toISOString();
  const body = { title: 'Убрать пролив', priority: 'low', owner_id: cast.executorIds[0], due_at };
  const reply = await cast.manager({ method: 'POST', path: '/actions/', body });
  const id = String(reply.body.id);
  const ask = async (by: Caller, method: 'POST' | 'PATCH', path: string, given: object) => {
    const { status, body: answer } = await by({ method, path, body: given });
    if (status >= 300) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  };
  return {
    id,
    act: (by: Caller, act: string, given: object = {}) => ask(by, 'POST', `/actions/${id}/${act}`, given),
    change: (by: Caller, given: object) => ask(by, 'PATCH', `/actions/${id}`, given),
  };
}

async function runByHand({ cast }: Stage): Promise<{ id: string; slot_at: string }> {
  const { manager, executorIds, templates } = cast;
  const schedule = await manager({
    method: 'POST',
    path: '/schedules/',
    body: {
      ...{ name: 'Обход', cron_expression: '0 3 * * MON', time_zone: 'Europe/Moscow', assignment: 'each' },
      ...{ template_id: templates.plain, executor_ids: executorIds.slice(0, 1) },
    },
  });
  const run = await manager({ method: 'POST', path: `/schedules/${schedule.body.id}/run`, body: {} });
  return { id: String(schedule.body.id), slot_at: String(run.body.slot_at) };
}

async function upkeep({ temporal: { client } }: Stage, workflowType: string): Promise<string> {
  const { workflowId } = await client.workflow.start(workflowType, {
    workflowId: `recorded-${workflowType}`,
    taskQueue: 'checks',
  });
  return workflowId;
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const root = join(__dirname, '../..');
  process.chdir(root);
  mkdirSync(FOLDER, { recursive: true });
  if (process.argv.includes('--anew')) for (const file of readdirSync(FOLDER)) rmSync(join(FOLDER, file));
  const kept = new Set(readdirSync(FOLDER).map((file) => file.split('.')[0]));
  const stage = await setStage(root, (line) => process.stderr.write(`${line}\n`));
  const story = storyOn(stage);
  for (const [name, play] of Object.entries(STORIES)) {
    if (kept.has(name)) continue;
    const id = await play(story);
    await stage.temporal.client.workflow.getHandle(id).result();
    await keep(stage, name, id);
  }
  await stage.stop();
  process.exit(0);
}

function storyOn(stage: Stage): Story {
  const { manager, executors, executorIds, templates } = stage.cast;
  const executor = executors[0] as Caller;
  const post = async (by: Caller, path: string, body: object = {}) => {
    const reply = await by({ method: 'POST', path, body });
    if (reply.status >= 300) throw new Error(`${path}: ${JSON.stringify(reply)}`);
    return reply.body;
  };
  const row = (id: string) => stage.db.read.checks.find(id);
  return {
    stage,
    executor,
    async open(template, dueInMs) {
      const due_at = new Date(Date.now() + dueInMs).toISOString();
      const { id } = await post(manager, '/checks/', {
        template_id: templates[template],
        executor_id: executorIds[0],
        due_at,
      });
      await until(() =>
        stage.temporal.client.workflow
          .getHandle(`check-${id}`)
          .query('checkState')
          .then((state) => state !== undefined),
      );
      return id as string;
    },
    async answer(id) {
      for (const [question_id, value] of Object.entries({
        horn: true,
        brakes: false,
        lights: true,
        charge: 50,
      }))
        await post(executor, `/checks/${id}/answer`, { question_id, value });
    },
    act: async (by, id, act, body) => void (await post(by, `/checks/${id}/${act}`, body)),
    hasStatus: (id, status) => until(async () => (await row(id))?.status === status),
    hasLevel: (id, level) => until(async () => (await row(id))?.escalation_level === level),
  };
}

async function managerId({ db }: Stage): Promise<string> {
  return (await db.pool('users').where({ username: 'manager' }).first('id')).id;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (;;) {
    if (await holds().catch(() => false)) return;
    await delay(100);
  }
}

/** Without what tells of the machine; a big one compressed. */
async function keep(stage: Stage, name: string, id: string, runId?: string): Promise<void> {
  const handle = stage.temporal.client.workflow.getHandle(id, runId);
  const history = History.create(await handle.fetchHistory());
  const compact = JSON.stringify(
    History.toObject(history, { longs: String, enums: String, bytes: String }),
    (key, value) => (key === 'stackTrace' ? '' : key === 'identity' ? 'worker' : value),
  ).replaceAll(hostname(), 'host');
  if (compact.length < BIG_BYTES) writeFileSync(join(FOLDER, `${name}.json`), `${compact}\n`);
  else writeFileSync(join(FOLDER, `${name}.json.gz`), gzipSync(compact));
  process.stderr.write(`${name}: ${compact.length} bytes\n`);
}

main().catch((error: Error) => {
  console.error(error);
  process.exit(1);
});
