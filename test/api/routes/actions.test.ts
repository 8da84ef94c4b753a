import { actionRoutes } from '../../../api/routes/actions';
import { DomainError } from '../../../domain/errors';
import type { UserActor } from '../../../domain/actor';
import { updateUser } from '../../../services/users/updateUser';
import { type Plant, aPlant } from '../../support/plant';
import { type SignedInApi, startSignedInApi } from '../../support/signedInApi';
import type { Answer } from '../startSample';
import { as } from '../../support/services';

let plant: Plant;
let api: SignedInApi;

beforeAll(async () => {
  plant = await aPlant();
  const process = {
    // As the client does where no worker answers.
    command: async () => {
      throw new DomainError('service.unavailable', { params: { retry_after: 5 } });
    },
  };
  api = await startSignedInApi(actionRoutes({ ...plant.services, now: () => new Date(), process }), {
    ...plant.services,
    now: () => new Date(),
  });
});
afterAll(async () => {
  await api?.stop();
  await plant?.close();
});

const inHours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();
const given = (over: object = {}) => ({
  ...{ title: 'Убрать пролив', priority: 'low', owner_id: plant.people.executor.user_id, due_at: inHours(4) },
  ...over,
});
/** Tests look into replies of every shape. */
const bodyOf = <T>({ body }: Answer) => body as unknown as T;
const create = (over: object = {}, by = plant.people.manager): Promise<Answer> =>
  api.as(by, 'POST', '/actions/', { body: given(over) });
const titles = async (query: string, by: UserActor = plant.people.manager): Promise<string[]> => {
  const answer = await api.as(by, 'GET', `/actions/?${query}`);
  expect(answer.status).toBe(200);
  return bodyOf<{ items: { title: string }[] }>(answer).items.map(({ title }) => title);
};

test('the list is filtered by state, owner, area, check, lateness, importance, time and words, and paged', async () => {
  const { executor, other, manager } = plant.people;
  const check_id = await plant.aCheck();
  await create({ title: 'Первое 100%', check_id });
  await create({ title: 'Второе', owner_id: other.user_id, priority: 'high' });
  await create({ title: 'Третье', priority: 'medium' });
  await plant.db
    .pool('actions')
    .where({ title: 'Третье' })
    .update({ due_at: new Date(0) });
  await plant.db
    .pool('actions')
    .where({ title: 'Второе' })
    .update({ status: 'cancelled', ended_at: new Date() });

  expect(await titles('')).toEqual(['Третье', 'Второе', 'Первое 100%']);
  expect(await titles('status=open')).toEqual(['Третье', 'Первое 100%']);
  expect(await titles('status=cancelled,done')).toEqual(['Второе']);
  expect(await titles('priority=high,medium')).toEqual(['Третье', 'Второе']);
  expect(await titles(`owner_id=${other.user_id}`)).toEqual(['Второе']);
  expect(await titles(`check_id=${check_id}`)).toEqual(['Первое 100%']);
  expect(await titles('overdue=true')).toEqual(['Третье']);
  expect(await titles('overdue=false')).toEqual(['Второе', 'Первое 100%']);
  expect(await titles('q=100%25')).toEqual(['Первое 100%']);
  expect(await titles(`area_id=${plant.areas.plant}`)).toHaveLength(3);
  expect(await titles(`from=${inHours(1)}`)).toEqual([]);
  expect(await titles(`to=${inHours(1)}&from=${inHours(-1)}`)).toHaveLength(3);
  expect(await titles('sync_status=failed')).toEqual([]);
  expect(await titles('', executor)).toEqual(['Третье', 'Первое 100%']);
  expect(await titles('', await plant.build.aUser())).toEqual([]);

  const first = await api.as(manager, 'GET', '/actions/?limit=2');
  const { items, next_cursor } = bodyOf<{ items: unknown[]; next_cursor: string }>(first);
  expect(items).toHaveLength(2);
  expect(await titles(`limit=2&cursor=${next_cursor}`)).toEqual(['Первое 100%']);
  expect((await api.as(manager, 'GET', '/actions/?status=lost')).status).toBe(400);
});

test('what is wrong with a new action is told at once, each fault at its place', async () => {
  const check_id = await plant.aCheck();
  const nobody = '01900000-0000-7000-8000-00000000dead';
  const faults = async (over: object) => {
    const { status, body } = await create(over);
    const { errors } = body as { errors: { path: string; code: string }[] };
    return [status, ...errors.map(({ path, code }) => `${path} ${code}`)];
  };
  expect(await faults({ check_id: nobody, owner_id: nobody })).toEqual([
    ...[422, '/check_id action.unknown_check', '/owner_id action.unknown_owner'],
  ]);
  expect(await faults({ check_id, question_id: 'wheels' })).toEqual([
    422,
    '/question_id action.unknown_question',
  ]);
  expect(await faults({ question_id: 'horn' })).toEqual([422, '/question_id action.unknown_question']);
  expect(await faults({ due_at: inHours(-1) })).toEqual([422, '/due_at field.out_of_range']);
  expect(await faults({ title: '', more: 1 })).toEqual([400, '/more field.unknown', '/title field.missing']);
  expect((await create({ check_id, question_id: 'horn' })).body).toMatchObject({
    check_id,
    question_id: 'horn',
  });
});

test('an area beyond the caller’s, or a check that is not seen, takes no action', async () => {
  const beside = await plant.build.aUser({ area_id: await plant.build.anArea() });
  expect((await create({ owner_id: beside.user_id })).status).toBe(403);
  const { manager } = plant.people;
  const elsewhere = await plant.build.aUser({ role: 'manager', area_id: beside.area_id });
  const check_id = await plant.aCheck();
  const refused = await create({ check_id, owner_id: beside.user_id }, elsewhere);
  expect([refused.status, (refused.body as { code: string }).code]).toEqual([422, 'action.unknown_check']);
  expect((await create({ check_id, owner_id: beside.user_id }, manager)).status).toBe(201);
});

test('while no worker answers, acts are told to come again; comments and new actions are taken', async () => {
  const { manager, executor } = plant.people;
  const { id } = bodyOf<{ id: string }>(await create({ title: 'Без исполнителей процессов' }));
  const acts = [
    await api.as(executor, 'POST', `/actions/${id}/start`),
    await api.as(executor, 'POST', `/actions/${id}/done`, { body: {} }),
    await api.as(manager, 'PATCH', `/actions/${id}`, { body: { priority: 'high' } }),
  ];
  for (const { status, headers } of acts) {
    expect(status).toBe(503);
    expect(Number(new Headers(headers as never).get('retry-after'))).toBeGreaterThan(0);
  }
  const comment = await api.as(executor, 'POST', `/actions/${id}/comment/`, { body: { text: 'Еду' } });
  expect(comment.body).toMatchObject({ action_id: id, text: 'Еду', author: { id: executor.user_id } });
  const list = await api.as(manager, 'GET', `/actions/${id}/comments`);
  expect(bodyOf<{ items: unknown[] }>(list).items).toEqual([comment.body]);
});

test('of an owner whose account is switched off the supervisor hears what waits to be handed over', async () => {
  const { supervisor } = plant.people;
  const admin = await plant.build.aUser({ role: 'admin' });
  const leaving = await plant.build.aUser({ area_id: plant.areas.area, supervisor_id: supervisor.user_id });
  await create({ title: 'Смазать цепь', owner_id: leaving.user_id });
  await updateUser(as(admin, plant.services), leaving.user_id, { active: false });
  const [notice] = await plant.db
    .pool('notices')
    .where({ user_id: supervisor.user_id, kind: 'owner_inactive' });
  expect(notice.data).toMatchObject({ count: 1, actions: '«Смазать цепь»' });
});
