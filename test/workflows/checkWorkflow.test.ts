import { randomUUID } from 'node:crypto';
import { WorkflowFailedError, type WorkflowHandle, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import {
  DefaultLogger,
  Worker,
  type WorkflowBundleWithSourceMap,
  bundleWorkflowCode,
} from '@temporalio/worker';
import type { Settings } from '../../domain/template';
import { normaliseTemplate } from '../../domain/templateValidation';
import {
  cancelCheck,
  checkState,
  declineCheck,
  factsRecorded,
  moveDue,
  reassignCheck,
  reviewCheck,
  submitCheck,
  timingChanged,
} from '../../workflows/check.messages';
import type { checkWorkflow } from '../../workflows/checkWorkflow';
import { createDiary } from '../support/diary';
import { aTimeSkippingTemporal, quietTemporal } from '../support/temporal';

const HOUR = 3_600_000;
const by = { user_id: 'ivanov' };
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

const settingsOf = (over: Partial<Settings>): Settings =>
  normaliseTemplate({ structure: { sections: [] }, settings: over } as Parameters<
    typeof normaliseTemplate
  >[0]).settings;

type Life = (
  handle: WorkflowHandle<typeof checkWorkflow>,
  at: { hours(n: number): Promise<void> },
  book: ReturnType<typeof createDiary>,
) => Promise<void>;

/** Looked up at each call, so that a life can put others in their place. */
function laterActivities({ activities }: ReturnType<typeof createDiary>) {
  const called = (name: keyof typeof activities) => (input: never) => activities[name](input);
  return Object.fromEntries(
    (Object.keys(activities) as (keyof typeof activities)[]).map((name) => [name, called(name)]),
  );
}

/** Plays a check's life from its opening; returns the diary with times from the opening on. */
async function play(
  over: Partial<Settings>,
  dueInHours: number,
  life: Life,
  opts: { calendar?: never } = {},
): Promise<string[]> {
  const queue = `checks-${randomUUID()}`;
  const opened = await env.currentTimeMs();
  const book = createDiary({
    settings: settingsOf(over),
    now: () => env.currentTimeMs(),
    opened_at: new Date(opened),
    due_at: new Date(opened + dueInHours * HOUR),
    ...opts,
  });
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: queue,
    workflowBundle,
    activities: laterActivities(book),
  });
  const reports = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: 'reports',
    activities: book.reports,
  });
  await worker.runUntil(
    reports.runUntil(async () => {
      const handle = await env.client.workflow.start<typeof checkWorkflow>('checkWorkflow', {
        workflowId: `check-${randomUUID()}`,
        taskQueue: queue,
        args: [{ check_id: 'c1' }],
      });
      await life(handle, { hours: (n) => env.sleep(n * HOUR) }, book);
    }),
  );
  return book.diary.map((line) => line.slice(12));
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

const LADDER: Partial<Settings> = {
  reminders: ['PT30M'],
  escalation: [
    { after: 'PT0S', to: ['executor'] },
    { after: 'PT1H', to: ['supervisor'] },
  ],
  miss_after: 'P1D',
};

test('an unanswered check is reminded of, overdue, escalated step by step, and missed after a day', async () => {
  const diary = await play(LADDER, 8, async (handle) => {
    expect(await handle.result()).toBe('missed');
  });
  expect(diary).toEqual([
    'remind ivanov',
    'overdue',
    'level 1: tell executor',
    'level 2: tell supervisor',
    'missed',
  ]);
});

test('a check submitted in time ends with its report, and nobody is told anything', async () => {
  const diary = await play({ ...LADDER, reminders: [] }, 8, async (handle, at) => {
    await at.hours(2);
    await handle.executeUpdate(submitCheck, command());
    expect(await handle.result()).toBe('completed');
  });
  expect(diary).toEqual(['completed', 'report r1']);
});

test('a submit stops the ladder of the executor and arms that of the reviewer; a return goes on where it stood', async () => {
  const diary = await play(
    { ...LADDER, reminders: [], review: 'supervisor', review_due_in: 'PT2H' },
    1,
    async (handle, at) => {
      await at.hours(1.5);
      await handle.executeUpdate(submitCheck, command());
      await at.hours(2.5);
      await handle.executeUpdate(reviewCheck, command({ decision: 'return', reason: 'нет фото' }));
      await at.hours(1);
      await handle.executeUpdate(submitCheck, command());
      await handle.executeUpdate(reviewCheck, command({ decision: 'accept' }));
      await handle.result();
    },
  );
  expect(diary).toEqual([
    'overdue',
    'level 1: tell executor',
    'submitted',
    'review overdue',
    'level 2: tell executor',
    'returned',
    'level 3: tell supervisor',
    'submitted',
    'accepted',
    'report r1',
  ]);
});

test('moving the due time re-arms the whole ladder at once, and no step of the old one fires', async () => {
  const diary = await play({ ...LADDER, reminders: ['PT1H'] }, 2, async (handle, at) => {
    await at.hours(2.5);
    const due = new Date((await env.currentTimeMs()) + 10 * HOUR).toISOString();
    await handle.executeUpdate(moveDue, command({ due_at: due }));
    await at.hours(8);
    expect((await handle.query(checkState))?.escalation_level).toBe(0);
    await handle.result();
  });
  expect(diary).toEqual([
    'remind ivanov',
    'overdue',
    'level 1: tell executor',
    'due moved',
    'remind ivanov',
    'overdue',
    'level 1: tell executor',
    'level 2: tell supervisor',
    'missed',
  ]);
});

test('after a handover the reminder goes to the new executor', async () => {
  const diary = await play({ ...LADDER, escalation: [] }, 8, async (handle, at) => {
    await at.hours(1);
    await handle.executeUpdate(reassignCheck, command({ executor_id: 'petrov' }));
    await handle.result();
  });
  expect(diary).toEqual(['handed to petrov', 'remind petrov', 'overdue', 'missed']);
});

test('decline and cancel end the process at once', async () => {
  const declined = await play(LADDER, 8, async (handle) => {
    await handle.executeUpdate(declineCheck, command({ reason: 'болен' }));
    expect(await handle.result()).toBe('declined');
  });
  const cancelled = await play(LADDER, 8, async (handle) => {
    await handle.executeUpdate(cancelCheck, command({ reason: 'не нужна' }));
    expect(await handle.result()).toBe('cancelled');
  });
  expect([...declined, ...cancelled]).toEqual(['declined', 'cancelled']);
});

test('a refused command reaches its caller with its code, and the process goes on', async () => {
  const diary = await play({ ...LADDER, review: 'supervisor' }, 8, async (handle) => {
    expect(await refusal(handle.executeUpdate(reviewCheck, command({ decision: 'accept' })))).toBe(
      'check.submitted',
    );
    await handle.executeUpdate(cancelCheck, command({ reason: 'не нужна' }));
    await handle.result();
  });
  expect(diary).toEqual(['cancelled']);
});

test('the same command sent twice is carried out once', async () => {
  const diary = await play(LADDER, 8, async (handle, at) => {
    const due = new Date((await env.currentTimeMs()) + 40 * HOUR).toISOString();
    const moved = command({ due_at: due });
    await handle.executeUpdate(moveDue, moved);
    await handle.executeUpdate(moveDue, moved);
    await at.hours(1);
    await handle.executeUpdate(cancelCheck, command({ reason: 'всё' }));
  });
  expect(diary).toEqual(['due moved', 'cancelled']);
});

test('eight submits at once: one is carried out, seven are refused', async () => {
  const diary = await play({ ...LADDER, review: 'supervisor' }, 8, async (handle) => {
    const refusals = await Promise.all(
      Array.from({ length: 8 }, () => refusal(handle.executeUpdate(submitCheck, command()))),
    );
    expect(refusals.filter((code) => code === undefined)).toHaveLength(1);
    await handle.executeUpdate(cancelCheck, command({ reason: 'всё' }));
  });
  expect(diary).toEqual(['submitted', 'cancelled']);
});

test('a demanded notice is sent when the fact is heard, and a fact heard before changes nothing', async () => {
  const diary = await play(LADDER, 8, async (handle, at, { rows }) => {
    rows.seq = 2;
    await handle.signal(factsRecorded, { seq: 2, tell_failures: true });
    await at.hours(1);
    await handle.signal(factsRecorded, { seq: 2, tell_failures: true });
    await at.hours(1);
    await handle.executeUpdate(cancelCheck, command({ reason: 'всё' }));
  });
  expect(diary).toEqual(['tell failures', 'cancelled']);
});

test('after a thousand signals a new run takes over: nothing is forgotten and nothing is done twice', async () => {
  const diary = await play({ ...LADDER, reminders: [] }, 8, async (handle, at, { rows }) => {
    const { runId } = await handle.describe();
    for (let seq = 1; seq <= 1_000; seq += 1) {
      rows.seq = seq;
      await handle.signal(factsRecorded, { seq });
    }
    await handle.signal(timingChanged, {});
    await at.hours(1);
    expect((await handle.describe()).runId).not.toBe(runId);
    await handle.signal(factsRecorded, { seq: 1_000, tell_failures: true });
    await handle.result();
  });
  expect(diary).toEqual(['overdue', 'level 1: tell executor', 'level 2: tell supervisor', 'missed']);
}, 120_000);

test('an edited calendar or due time counts at once when the process is told', async () => {
  const queue = `checks-${randomUUID()}`;
  const opened = await env.currentTimeMs();
  const book = createDiary({
    settings: settingsOf({ ...LADDER, reminders: [], escalation: [] }),
    now: () => env.currentTimeMs(),
    opened_at: new Date(opened),
    due_at: new Date(opened + 100 * HOUR),
  });
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: queue,
    workflowBundle,
    activities: book.activities,
  });
  await worker.runUntil(async () => {
    const handle = await env.client.workflow.start<typeof checkWorkflow>('checkWorkflow', {
      workflowId: `check-${randomUUID()}`,
      taskQueue: queue,
      args: [{ check_id: 'c1' }],
    });
    await handle.query(checkState);
    book.course.due_at = new Date(opened + 2 * HOUR);
    await handle.signal(timingChanged, {});
    await env.sleep(3 * HOUR);
    expect(book.diary.map((line) => line.slice(12))).toEqual(['overdue']);
    await handle.terminate();
  });
});

test('a due time months away is waited for as one of today', async () => {
  const diary = await play({ ...LADDER, escalation: [] }, 100 * 24, async (handle) => {
    expect(await handle.result()).toBe('missed');
  });
  expect(diary).toEqual(['remind ivanov', 'overdue', 'missed']);
});

test('a process whose command was carried out without its knowing ends when it hears of the fact', async () => {
  const diary = await play(
    { ...LADDER, reminders: [], escalation: [] },
    8,
    async (handle, at, { course, rows }) => {
      await at.hours(9);
      delete course.settings.miss_after;
      course.status = 'cancelled';
      rows.seq = 7;
      await handle.signal(factsRecorded, { seq: 7 });
      expect(await handle.result()).toBe('cancelled');
    },
  );
  expect(diary).toEqual(['overdue']);
});

test('the signal with which a new run begins is not forgotten', async () => {
  const diary = await play(LADDER, 8, async (handle, at, { rows }) => {
    const { runId } = await handle.describe();
    for (let seq = 1; seq < 1_000; seq += 1) {
      rows.seq = seq;
      await handle.signal(factsRecorded, { seq });
    }
    rows.seq = 1_000;
    await handle.signal(factsRecorded, { seq: 1_000, tell_failures: true });
    await at.hours(1);
    await handle.executeUpdate(cancelCheck, command({ reason: 'всё' }));
    expect((await handle.describe()).runId).not.toBe(runId);
  });
  expect(diary).toEqual(['tell failures', 'cancelled']);
}, 120_000);

test('a process whose row has vanished ends with that word instead of trying for ever', async () => {
  await play(LADDER, 8, async (handle, _at, book) => {
    await handle.query(checkState);
    book.activities.loadCheck = () =>
      Promise.reject(ApplicationFailure.nonRetryable('check.not_found', 'check.not_found'));
    await handle.signal(timingChanged, {});
    const failure = await handle.result().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WorkflowFailedError);
    expect((failure as WorkflowFailedError).cause).toMatchObject({ type: 'check.not_found' });
  });
});

test('a command that fails with the database is answered, and those behind it are not held up for ever', async () => {
  const diary = await play(LADDER, 8, async (handle, _at, book) => {
    const { decide } = book.activities;
    let tries = 0;
    book.activities.decide = (input) => {
      tries += 1;
      return tries < 3 ? Promise.reject(new Error('the database is away')) : decide(input);
    };
    const due_at = new Date((await env.currentTimeMs()) + 40 * HOUR).toISOString();
    await Promise.all([
      handle.executeUpdate(moveDue, command({ due_at })),
      handle.executeUpdate(reassignCheck, command({ executor_id: 'petrov' })),
    ]);
    await handle.executeUpdate(cancelCheck, command({ reason: 'всё' }));
  });
  expect([...diary].sort()).toEqual(['cancelled', 'due moved', 'handed to petrov']);
});

test('rows that came back from a backup count: facts after it are heard under numbers that were heard before', async () => {
  const diary = await play(
    { ...LADDER, reminders: [], escalation: [] },
    8,
    async (handle, at, { course, rows }) => {
      rows.seq = 9;
      await handle.signal(factsRecorded, { seq: 9 });
      await at.hours(1);
      rows.seq = 4;
      course.due_at = new Date(course.due_at.getTime() - 6 * 3_600_000);
      await handle.signal(timingChanged, {});
      await at.hours(1.5);
      rows.seq = 5;
      await handle.signal(factsRecorded, { seq: 5, tell_failures: true });
      await at.hours(2.5);
      await handle.executeUpdate(cancelCheck, command({ reason: 'всё' }));
    },
  );
  expect(diary).toEqual(['tell failures', 'overdue', 'tell failures', 'cancelled']);
});
