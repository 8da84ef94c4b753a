import { randomUUID } from 'node:crypto';
import { type WorkflowHandle, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import {
  DefaultLogger,
  Worker,
  type WorkflowBundleWithSourceMap,
  bundleWorkflowCode,
} from '@temporalio/worker';
import { DEFAULT_SETTINGS } from '../../domain/templateDefaults';
import type { Settings } from '../../domain/template';
import {
  actionState,
  cancelAction,
  changeAction,
  externalChanged,
  finishAction,
  returnAction,
  startAction,
  syncWanted,
  verifyAction,
} from '../../workflows/action.messages';
import { factsRecorded } from '../../workflows/check.messages';
import type { correctiveActionWorkflow } from '../../workflows/correctiveActionWorkflow';
import { createActionDiary } from '../support/actionDiary';
import { eventually } from '../support/eventually';
import { aTimeSkippingTemporal, quietTemporal } from '../support/temporal';

const HOUR = 3_600_000;
const by = { user_id: 'petrov' };
let env: TestWorkflowEnvironment;
let workflowBundle: WorkflowBundleWithSourceMap;

beforeAll(async () => {
  quietTemporal();
  env = await aTimeSkippingTemporal();
  workflowBundle = await bundleWorkflowCode({
    workflowsPath: require.resolve('../../workflows'),
    logger: new DefaultLogger('ERROR'),
  });
}, 120_000);
afterAll(() => env?.teardown());

const LADDER: Settings = {
  ...DEFAULT_SETTINGS,
  reminders: ['PT30M'],
  escalation: [
    { after: 'PT0S', to: ['executor'] },
    { after: 'PT1H', to: ['supervisor'] },
  ],
  review_due_in: 'PT4H',
};

type Book = ReturnType<typeof createActionDiary>;
type Handle = WorkflowHandle<typeof correctiveActionWorkflow>;
type Life = (handle: Handle, at: { hours(n: number): Promise<void> }, book: Book) => Promise<void>;

/** Looked up at each call, so that a life can put others in their place. */
const later = <T extends object>(activities: T): T =>
  Object.fromEntries(
    Object.keys(activities).map((name) => [
      name,
      (input: never) => (activities as Record<string, (given: never) => unknown>)[name]?.(input),
    ]),
  ) as T;

/** Plays an action's life from its opening; returns the diary. */
async function play(life: Life, opts: { external?: boolean; settings?: Settings } = {}): Promise<string[]> {
  const queue = `checks-${randomUUID()}`;
  const opened = await env.currentTimeMs();
  const book = createActionDiary({
    settings: opts.settings ?? LADDER,
    now: () => env.currentTimeMs(),
    opened_at: new Date(opened),
    due_at: new Date(opened + 8 * HOUR),
    ...(opts.external && { external: true }),
  });
  const parts = { connection: env.nativeConnection };
  const worker = await Worker.create({
    ...parts,
    taskQueue: queue,
    workflowBundle,
    activities: later(book.activities),
  });
  const bitrix = await Worker.create({ ...parts, taskQueue: 'bitrix', activities: later(book.bitrix) });
  await worker.runUntil(
    bitrix.runUntil(async () => {
      const handle = await env.client.workflow.start<typeof correctiveActionWorkflow>(
        'correctiveActionWorkflow',
        { workflowId: `action-${randomUUID()}`, taskQueue: queue, args: [{ action_id: 'a1' }] },
      );
      await life(handle, { hours: (n) => env.sleep(n * HOUR) }, book);
    }),
  );
  return book.diary;
}

const command = (more: object = {}) => ({ args: [{ command_id: randomUUID(), by, ...more }] as never });

const refusal = async (promise: Promise<unknown>): Promise<string | undefined> => {
  try {
    await promise;
    return undefined;
  } catch (error) {
    if (!(error instanceof WorkflowUpdateFailedError)) throw error;
    const cause = error.cause as { type?: string; cause?: { type?: string } };
    return cause.type ?? cause.cause?.type;
  }
};

test('an action that nobody touches is reminded of and escalated, and goes on until somebody sees to it', async () => {
  const diary = await play(async (handle, at) => {
    await at.hours(24);
    await handle.executeUpdate(startAction, command());
    await handle.executeUpdate(finishAction, command());
    await handle.executeUpdate(verifyAction, command());
    expect(await handle.result()).toBe('verified');
  });
  expect(diary).toEqual([
    'remind petrov',
    'overdue',
    'level 1: tell executor',
    'level 2: tell supervisor',
    ...['started', 'done', 'verified'],
  ]);
});

test('done work stops the owner’s ladder and arms that of the verifiers; a return goes on where it stood', async () => {
  const diary = await play(async (handle, at) => {
    await at.hours(1);
    await handle.executeUpdate(finishAction, command());
    await at.hours(6);
    await handle.executeUpdate(returnAction, command({ reason: 'течь осталась' }));
    await at.hours(1.5);
    await handle.executeUpdate(finishAction, command());
    await handle.executeUpdate(verifyAction, command());
    await handle.result();
  });
  expect(diary).toEqual([
    'done',
    ...[
      'verification overdue',
      'verification level 1: tell verifiers',
      'verification level 2: tell verifiers',
    ],
    'returned',
    ...['remind petrov', 'overdue', 'level 3: tell executor'],
    ...['done', 'verified'],
  ]);
});

test('a moved due time arms every step anew; what is not in this state is refused with its code', async () => {
  const diary = await play(async (handle, at) => {
    await at.hours(8.5);
    const due_at = new Date((await env.currentTimeMs()) + 2 * HOUR).toISOString();
    await handle.executeUpdate(changeAction, command({ due_at }));
    expect(await refusal(handle.executeUpdate(verifyAction, command()))).toBe('action.not_done');
    await at.hours(2.5);
    await handle.executeUpdate(cancelAction, command({ reason: 'станок списан' }));
    expect(await handle.result()).toBe('cancelled');
  });
  expect(diary).toEqual([
    ...['remind petrov', 'overdue', 'level 1: tell executor', 'changed'],
    ...['remind petrov', 'overdue', 'level 1: tell executor', 'cancelled'],
  ]);
});

test('without a counterpart nothing of Bitrix24 is called, whatever it is told', async () => {
  const diary = await play(async (handle) => {
    await handle.signal(externalChanged, {});
    await handle.signal(syncWanted, {});
    await handle.executeUpdate(cancelAction, command({ reason: 'не нужно' }));
    await handle.result();
  });
  expect(diary).toEqual(['cancelled']);
});

test('each change is carried over, and the process ends only when the outside knows of the end', async () => {
  const diary = await play(
    async (handle, _at, { row }) => {
      await eventually(() => expect(row.outside).toBe(1));
      await handle.executeUpdate(finishAction, command());
      await handle.executeUpdate(verifyAction, command());
      expect(await handle.result()).toBe('verified');
      expect(row).toMatchObject({ sync: 'synced', outside: row.revision });
    },
    { external: true },
  );
  expect(diary.at(-1)).toBe('pushed verified');
});

test('while Bitrix24 is away for two hours commands are answered and moments come; what changed meanwhile goes over in the end', async () => {
  let tries = 0;
  const diary = await play(
    async (handle, at, book) => {
      const { pushAction } = book.bitrix;
      book.bitrix.pushAction = async () => {
        tries += 1;
        throw new Error('503');
      };
      await handle.executeUpdate(startAction, command());
      await at.hours(2);
      await handle.executeUpdate(changeAction, command({ owner_id: 'ivanov' }));
      expect(book.diary).not.toContain('pushed in_progress');
      book.bitrix.pushAction = pushAction;
      await at.hours(0.2);
      await eventually(() => expect(book.row.outside).toBe(book.row.revision));
      await handle.executeUpdate(cancelAction, command({ reason: 'не нужно' }));
      await handle.result();
    },
    { external: true },
  );
  expect(tries).toBeGreaterThan(20);
  expect(diary.filter((entry) => !entry.startsWith('pushed open'))).toEqual([
    ...['started', 'changed', 'pushed in_progress', 'cancelled', 'pushed cancelled'],
  ]);
});

test('a fault that no repeat can mend is kept and waits for a person, also after the end; the action lives on', async () => {
  const diary = await play(
    async (handle, at, book) => {
      const { pushAction } = book.bitrix;
      book.bitrix.pushAction = async () => {
        throw ApplicationFailure.nonRetryable('ACCESS_DENIED');
      };
      await handle.executeUpdate(startAction, command());
      await eventually(() => expect(book.row).toMatchObject({ sync: 'failed', error: 'ACCESS_DENIED' }));
      await at.hours(7.6);
      await handle.executeUpdate(finishAction, command());
      await handle.executeUpdate(verifyAction, command());
      await eventually(() => expect(book.row.sync).toBe('failed'));
      expect((await handle.describe()).status.name).toBe('RUNNING');
      book.bitrix.pushAction = pushAction;
      book.row.sync = 'pending';
      await handle.signal(syncWanted, {});
      expect(await handle.result()).toBe('verified');
    },
    { external: true },
  );
  expect(diary).toContain('remind petrov');
  expect(diary.at(-1)).toBe('pushed verified');
});

test('what changes outside is read and answered by one push, and what is told while that runs is not lost', async () => {
  const diary = await play(
    async (handle, _at, { row, diary: written }) => {
      await eventually(() => expect(row.outside).toBe(1));
      await handle.signal(externalChanged, {});
      await eventually(() => expect(written).toContain('pulled'));
      await eventually(() => expect(row.outside).toBe(row.revision));
      await handle.executeUpdate(cancelAction, command({ reason: 'не нужно' }));
      await handle.result();
    },
    { external: true },
  );
  expect(diary).toEqual(['pushed open', 'pulled', 'pushed open', 'cancelled', 'pushed cancelled']);
});

test('told synced while the row says pending, it does not push for ever', async () => {
  const diary = await play(
    async (handle, _at, book) => {
      book.bitrix.pushAction = async () => ({ sync_status: 'synced' });
      await handle.executeUpdate(startAction, command());
      await eventually(() => expect(book.row.sync).toBe('failed'));
      book.row.sync = 'synced';
      await handle.signal(factsRecorded, { seq: 99 });
      await handle.executeUpdate(cancelAction, command({ reason: 'не нужно' }));
      await eventually(() => expect(book.row.sync).toBe('failed'));
      await handle.terminate();
    },
    { external: true },
  );
  expect(diary.filter((entry) => entry.startsWith('not carried over')).length).toBeLessThanOrEqual(3);
});

test('a thousand facts begin a new run, which knows what the one before had heard', async () => {
  const diary = await play(async (handle) => {
    const { runId } = await handle.describe();
    for (let seq = 1; seq <= 1_000; seq += 50)
      await Promise.all(Array.from({ length: 50 }, (_, n) => handle.signal(factsRecorded, { seq: seq + n })));
    await eventually(async () => expect((await handle.describe()).runId).not.toBe(runId));
    await handle.executeUpdate(startAction, command());
    expect(await handle.query(actionState)).toMatchObject({ status: 'in_progress' });
    await handle.executeUpdate(cancelAction, command({ reason: 'не нужно' }));
    await handle.result();
  });
  expect(diary).toEqual(['started', 'cancelled']);
});
