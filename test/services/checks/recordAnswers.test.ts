import type { UserActor } from '../../../domain/actor';
import { DomainError } from '../../../domain/errors';
import { createCheck } from '../../../services/checks/createCheck';
import { getCheck } from '../../../services/checks/getCheck';
import { listRevisions } from '../../../services/checks/listRevisions';
import { recordAnswer, recordAnswers } from '../../../services/checks/recordAnswers';
import type { Services } from '../../../services/context';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { as, testServices } from '../../support/services';

let database: TestDatabase;
let services: Services;
let build: ReturnType<typeof createBuilders>;
let executor: UserActor;
let supervisor: UserActor;
let templateId: string;

beforeAll(async () => {
  database = await testDatabase({ maxConnections: 20 });
  services = testServices(database.db);
  build = createBuilders(database.db);
  const area = await build.anArea();
  supervisor = await build.aUser({ role: 'supervisor', area_id: area });
  executor = await build.aUser({ area_id: area, supervisor_id: supervisor.user_id });
  templateId = (
    await build.aTemplate({
      questions: [
        { id: 'horn', type: 'yes_no', text: 'Сигнал?' },
        {
          id: 'pressure',
          type: 'number',
          text: 'Давление',
          unit: 'бар',
          min: 6,
          max: 9,
          limit_min: 0,
          limit_max: 20,
        },
        {
          id: 'why',
          type: 'text',
          text: 'Почему?',
          visible_if: { '==': [{ var: 'answers.horn.value' }, false] },
        },
      ],
    })
  ).id;
});
afterAll(() => database.close());

const aCheck = () =>
  createCheck(as(supervisor, services), { template_id: templateId, executor_id: executor.user_id });

const refusalOf = async (promise: Promise<unknown>): Promise<DomainError> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('It was not refused');
};

test('the first answer starts the check, and each change keeps the revision before it', async () => {
  const id = await aCheck();
  const ctx = as(executor, services);
  const first = await recordAnswer(ctx, id, { question_id: 'horn', value: true });
  expect(first).toEqual({
    question_id: 'horn',
    revision: 1,
    failed: false,
    status: 'in_progress',
    progress: { answered: 1, required: 2, total: 2 },
  });
  const second = await recordAnswer(ctx, id, { question_id: 'horn', value: false, comment: 'не слышно' });
  expect(second).toMatchObject({
    revision: 2,
    failed: true,
    progress: { answered: 1, required: 3, total: 3 },
  });
  const revisions = await listRevisions(ctx, id, 'horn');
  expect(revisions.map(({ revision, value, comment }) => ({ revision, value, comment }))).toEqual([
    { revision: 1, value: true, comment: null },
    { revision: 2, value: false, comment: 'не слышно' },
  ]);
  const { check, answers } = await getCheck(ctx, id);
  expect(check).toMatchObject({ status: 'in_progress', answered_count: 1, required_count: 3 });
  expect(answers).toHaveLength(1);
});

test('an answer repeated with its client id is told the same receipt and makes no second revision', async () => {
  const id = await aCheck();
  const ctx = as(executor, services);
  const answer = { question_id: 'pressure', value: 7.5, client_id: 'phone-1' };
  const receipts = await Promise.all(Array.from({ length: 8 }, () => recordAnswer(ctx, id, answer)));
  expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
  expect(await listRevisions(ctx, id, 'pressure')).toHaveLength(1);
});

test('an answer that was given in sight of another is refused, until its giver says that it counts', async () => {
  const id = await aCheck();
  const ctx = as(executor, services);
  const early = { question_id: 'pressure', value: 7, client_id: 'phone-2', base_revision: 0 };
  expect(await recordAnswer(ctx, id, early)).toMatchObject({ revision: 1 });
  expect(await recordAnswer(ctx, id, early)).toMatchObject({ revision: 1 });
  const [late, other] = await recordAnswers(ctx, id, [
    { question_id: 'pressure', value: 8, base_revision: 0 },
    { question_id: 'horn', value: true, base_revision: 0 },
  ]);
  expect(late).toMatchObject({ refusal: { code: 'answer.changed' } });
  expect(other).toMatchObject({ receipt: { revision: 1 } });
  const meant = await recordAnswer(ctx, id, { question_id: 'pressure', value: 8, base_revision: 1 });
  expect(meant).toMatchObject({ revision: 2 });
});

test('in a batch a refused answer keeps none of the others back', async () => {
  const id = await aCheck();
  const results = await recordAnswers(as(executor, services), id, [
    { question_id: 'horn', value: 'yes' },
    { question_id: 'pressure', value: 25 },
    { question_id: 'nothing', value: 1 },
    { question_id: 'pressure', value: 10, client_id: 'a' },
  ]);
  expect(
    results.map((result) => ('receipt' in result ? 'taken' : result.refusal.details.faults?.[0]?.code)),
  ).toEqual(['answer.wrong_type', 'answer.impossible', 'answer.unknown_question', 'taken']);
});

test('four hundred answers at once to forty checks are all kept, each in an order of its own', async () => {
  const ids = await Promise.all(Array.from({ length: 40 }, aCheck));
  const ctx = as(executor, services);
  const sent = ids.flatMap((id) => Array.from({ length: 10 }, (_, value) => ({ id, value: value / 2 })));
  await Promise.all(sent.map(({ id, value }) => recordAnswer(ctx, id, { question_id: 'pressure', value })));
  for (const id of ids) {
    const revisions = await listRevisions(ctx, id, 'pressure');
    expect(revisions.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(revisions.map(({ value }) => value).sort()).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5]);
    const { check } = await getCheck(ctx, id);
    expect(check.fact_seq).toBe(11);
  }
});

test('an answer waits for a check that another transaction holds, and nobody else waits with it', async () => {
  const [held, free] = [await aCheck(), await aCheck()];
  const ctx = as(executor, services);
  let release: () => void = () => undefined;
  const holding = new Promise<void>((resolve) => {
    release = resolve;
  });
  let locked: () => void = () => undefined;
  const isLocked = new Promise<void>((resolve) => {
    locked = resolve;
  });
  const holder = database.db.transaction(async (tx) => {
    await tx.checks.lock(held);
    locked();
    await holding;
  });
  await isLocked;
  let heldDone = false;
  const values = [1, 2, 3, 4, 5];
  const slow = recordAnswer(ctx, held, { question_id: 'pressure', value: 0 })
    .then(() =>
      recordAnswers(
        ctx,
        held,
        values.map((value) => ({ question_id: 'pressure', value })),
      ),
    )
    .then(() => {
      heldDone = true;
    });
  await recordAnswer(ctx, free, { question_id: 'horn', value: true });
  expect(heldDone).toBe(false);
  release();
  await holder;
  await slow;
  expect(heldDone).toBe(true);
  const revisions = await listRevisions(ctx, held, 'pressure');
  expect(revisions.map(({ value }) => value)).toEqual([0, ...values]);
});

test('only the executor answers: others are told 403, strangers that there is no such check', async () => {
  const id = await aCheck();
  const stranger = await build.aUser({ area_id: await build.anArea() });
  const answer = { question_id: 'horn', value: true };
  expect((await refusalOf(recordAnswer(as(supervisor, services), id, answer))).code).toBe(
    'check.not_executor',
  );
  expect((await refusalOf(recordAnswer(as(stranger, services), id, answer))).code).toBe('check.not_found');
});

test('an answer from more than five minutes ahead is refused, one from five minutes ahead is taken', async () => {
  const now = new Date('2026-03-02T08:00:00Z');
  const fixed = testServices(database.db, { now: () => now });
  const id = await createCheck(as(supervisor, fixed), {
    template_id: templateId,
    executor_id: executor.user_id,
  });
  const at = (ms: number) => ({
    question_id: 'horn',
    value: true,
    answered_at: new Date(now.getTime() + ms).toISOString(),
  });
  await recordAnswer(as(executor, fixed), id, at(300_000));
  expect((await refusalOf(recordAnswer(as(executor, fixed), id, at(300_001)))).details.faults).toEqual([
    { path: '/answered_at', code: 'answer.from_the_future' },
  ]);
});

test('answers sent at once to a check that is held are kept in the order in which they were sent', async () => {
  const id = await aCheck();
  const ctx = as(executor, services);
  const values = [1, 2, 3, 4, 5, 6];
  let sent: Promise<unknown> | undefined;
  await database.db.transaction(async (tx) => {
    await tx.checks.lock(id);
    sent = recordAnswers(
      ctx,
      id,
      values.map((value) => ({ question_id: 'pressure', value })),
    );
    // Another check's answer shows that the held ones have been passed over by now.
    await recordAnswer(ctx, await aCheck(), { question_id: 'horn', value: true });
  });
  await sent;
  expect((await listRevisions(ctx, id, 'pressure')).map(({ value }) => value)).toEqual(values);
});

test('a batch to a check that is not the caller’s is refused as a whole', async () => {
  const id = await aCheck();
  const stranger = await build.aUser({ area_id: await build.anArea() });
  const answers = [{ question_id: 'horn', value: true }];
  expect((await refusalOf(recordAnswers(as(stranger, services), id, answers))).code).toBe('check.not_found');
  expect((await refusalOf(recordAnswers(as(supervisor, services), id, answers))).code).toBe(
    'check.not_executor',
  );
});
