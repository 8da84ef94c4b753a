import { type ApiClient, type ApiReply, apiClient } from '../support/client';
import { createUser } from '../../services/auth/createUser';
import { seedRoles } from '../../services/auth/seedRoles';
import { type TestProduct, startProduct } from '../support/product';

export const NOBODY = '01900000-0000-7000-8000-000000000000';
const PASSWORD = 'correct horse battery';

type Name = 'manager' | 'master' | 'worker' | 'stranger' | 'auditor' | 'nobody';
type Lang = 'ru' | 'en';
/** What is asked, and the refusal that contract.md promises. */
export type Case = [what: string, ask: (lang: Lang) => Promise<ApiReply>, status: number, code: string];

let product: TestProduct;
export const clients = {} as Record<Name, Record<Lang, ApiClient>>;
export const ids = {} as Record<'worker' | 'stranger' | 'auditor' | 'master', string>;
export let template: { id: string; name: string };
/** Checks of the worker, one in each state that refuses something. */
export let open: string;
export let submitted: string;
export let closed: string;
/** Of a template that cannot be declined; its reviewer is whoever answers it. */
export let mine: string;

export const questions = [
  { id: 'brakes', type: 'yes_no', text: 'Тормоза держат?', critical: true },
  {
    id: 'charge',
    type: 'number',
    text: 'Заряд',
    decimals: 0,
    min: 20,
    max: 100,
    limit_min: 0,
    limit_max: 100,
  },
  {
    id: 'tyres',
    type: 'single_choice',
    text: 'Шины',
    required: false,
    options: [{ value: 'good', label: 'Хорошие' }],
  },
  { id: 'photo', type: 'photo', text: 'Фото', required: false },
];
export const body = (over: object = {}) => ({
  name: 'Погрузчик',
  structure: { sections: [{ id: 'main', title: 'Осмотр', questions }] },
  settings: { review: 'supervisor', report_formats: [] },
  ...over,
});
export const asking = (...asked: object[]) =>
  body({ name: 'Другой', structure: { sections: [{ id: 'main', title: 'Осмотр', questions: asked }] } });

export async function setRefusalStage(): Promise<TestProduct> {
  product = await startProduct();
  const { services, build, url } = product;
  await seedRoles(services);
  const area_id = await build.anArea({ name: 'Цех 1' });
  const elsewhere = await build.anArea({ name: 'Цех 2' });
  const hire = (username: Name, role: string, over: object = {}) =>
    createUser(services, {
      username,
      full_name: `Сотрудник ${username}`,
      password: PASSWORD,
      role,
      area_id,
      ...over,
    });
  const manager = await hire('manager', 'manager');
  ids.master = await hire('master', 'supervisor', { supervisor_id: manager });
  ids.worker = await hire('worker', 'executor', { supervisor_id: ids.master });
  ids.stranger = await hire('stranger', 'executor', { area_id: elsewhere });
  ids.auditor = await hire('auditor', 'auditor', { area_id: null });
  for (const name of ['manager', 'master', 'worker', 'stranger', 'auditor'] as const) {
    const { body } = await apiClient(url).post('/auth/login', { username: name, password: PASSWORD });
    clients[name] = inBoth(body.access_token);
  }
  clients.nobody = inBoth();

  const ok = async (reply: Promise<ApiReply>): Promise<ApiReply['body']> => {
    const { status, body } = await reply;
    if (status > 299) throw new Error(JSON.stringify(body));
    return body;
  };
  const by = (name: Name) => clients[name].ru;
  template = await ok(by('manager').post('/templates/', body()));
  const strict = await ok(
    by('manager').post(
      '/templates/',
      body({ name: 'Без отказа', settings: { allow_decline: false, review: 'role:supervisor' } }),
    ),
  );
  const check = async (template_id: string, executor_id: string): Promise<string> =>
    (await ok(by('manager').post('/checks/', { template_id, executor_id }))).id;
  const handIn = async (id: string, name: Name) => {
    await ok(
      by(name).post(`/checks/${id}/answers`, {
        answers: [
          { question_id: 'brakes', value: true },
          { question_id: 'charge', value: 50 },
        ],
      }),
    );
    await ok(by(name).post(`/checks/${id}/submit`));
  };
  [open, submitted, closed] = [
    await check(template.id, ids.worker),
    await check(template.id, ids.worker),
    await check(template.id, ids.worker),
  ];
  mine = await check(strict.id, ids.master);
  await handIn(submitted, 'worker');
  await handIn(closed, 'worker');
  await ok(by('master').post(`/checks/${closed}/review`, { decision: 'accept' }));
  return product;
}

function inBoth(token?: string): Record<Lang, ApiClient> {
  const speaking = (lang: Lang): ApiClient => {
    const client = apiClient(product.url, token);
    const headers = (more: Record<string, string> = {}) => ({ 'accept-language': lang, ...more });
    return {
      get: (path, more) => client.get(path, headers(more)),
      post: (path, sent, more) => client.post(path, sent, headers(more)),
      put: (path, sent, more) => client.put(path, sent, headers(more)),
      patch: (path, sent, more) => client.patch(path, sent, headers(more)),
      delete: client.delete,
    };
  };
  return { ru: speaking('ru'), en: speaking('en') };
}

export const get = (who: Name, path: () => string) => (lang: Lang) => clients[who][lang].get(path());
export const post = (who: Name, path: () => string, sent?: () => unknown) => (lang: Lang) =>
  clients[who][lang].post(path(), sent?.());
export const put = (sent: () => unknown, headers?: Record<string, string>) => (lang: Lang) =>
  clients.manager[lang].put(`/templates/${template.id}`, sent(), headers);

export const login = (sent: object) =>
  post(
    'nobody',
    () => '/auth/login',
    () => sent,
  );
export const save = (sent: () => unknown, who: Name = 'manager') => post(who, () => '/templates/', sent);
export const openCheck = (over: object, who: Name = 'master') =>
  post(
    who,
    () => '/checks/',
    () => ({ template_id: template.id, executor_id: ids.worker, ...over }),
  );
export const answer = (sent: object, who: Name = 'worker', check = () => open) =>
  post(
    who,
    () => `/checks/${check()}/answer`,
    () => sent,
  );
export const act = (name: string, sent: object | undefined, who: Name, check = () => open) =>
  post(
    who,
    () => `/checks/${check()}/${name}`,
    () => sent,
  );
export const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
export const yes = { question_id: 'brakes', value: true };
