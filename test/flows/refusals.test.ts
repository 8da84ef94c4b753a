import { type ApiClient, type ApiReply, apiClient } from '../support/client';
import { createUser } from '../../services/auth/createUser';
import { seedRoles } from '../../services/auth/seedRoles';
import { type TestProduct, startProduct } from '../support/product';
import { quietTemporal } from '../support/temporal';

const NOBODY = '01900000-0000-7000-8000-000000000000';
const PASSWORD = 'correct horse battery';

type Name = 'manager' | 'master' | 'worker' | 'stranger' | 'auditor' | 'nobody';
type Lang = 'ru' | 'en';
/** What is asked, and the refusal that contract.md promises. */
type Case = [what: string, ask: (lang: Lang) => Promise<ApiReply>, status: number, code: string];

let product: TestProduct;
const clients = {} as Record<Name, Record<Lang, ApiClient>>;
const ids = {} as Record<'worker' | 'stranger' | 'auditor' | 'master', string>;
let template: { id: string; name: string };
/** Checks of the worker, one in each state that refuses something. */
let open: string;
let submitted: string;
let closed: string;
/** Of a template that cannot be declined; its reviewer is whoever answers it. */
let mine: string;

const questions = [
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
const body = (over: object = {}) => ({
  name: 'Погрузчик',
  structure: { sections: [{ id: 'main', title: 'Осмотр', questions }] },
  settings: { review: 'supervisor', report_formats: [] },
  ...over,
});
const asking = (...asked: object[]) =>
  body({ name: 'Другой', structure: { sections: [{ id: 'main', title: 'Осмотр', questions: asked }] } });

beforeAll(async () => {
  quietTemporal();
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
}, 120_000);
afterAll(() => product?.stop());

function inBoth(token?: string): Record<Lang, ApiClient> {
  const speaking = (lang: Lang): ApiClient => {
    const client = apiClient(product.url, token);
    const headers = (more: Record<string, string> = {}) => ({ 'accept-language': lang, ...more });
    return {
      get: (path, more) => client.get(path, headers(more)),
      post: (path, sent, more) => client.post(path, sent, headers(more)),
      put: (path, sent, more) => client.put(path, sent, headers(more)),
      delete: client.delete,
    };
  };
  return { ru: speaking('ru'), en: speaking('en') };
}

const get = (who: Name, path: () => string) => (lang: Lang) => clients[who][lang].get(path());
const post = (who: Name, path: () => string, sent?: () => unknown) => (lang: Lang) =>
  clients[who][lang].post(path(), sent?.());
const put = (sent: () => unknown, headers?: Record<string, string>) => (lang: Lang) =>
  clients.manager[lang].put(`/templates/${template.id}`, sent(), headers);

const login = (sent: object) =>
  post(
    'nobody',
    () => '/auth/login',
    () => sent,
  );
const save = (sent: () => unknown, who: Name = 'manager') => post(who, () => '/templates/', sent);
const openCheck = (over: object, who: Name = 'master') =>
  post(
    who,
    () => '/checks/',
    () => ({ template_id: template.id, executor_id: ids.worker, ...over }),
  );
const answer = (sent: object, who: Name = 'worker', check = () => open) =>
  post(
    who,
    () => `/checks/${check()}/answer`,
    () => sent,
  );
const act = (name: string, sent: object | undefined, who: Name, check = () => open) =>
  post(
    who,
    () => `/checks/${check()}/${name}`,
    () => sent,
  );
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const yes = { question_id: 'brakes', value: true };

const cases: Record<string, Case[]> = {
  'signing in': [
    ['a wrong password', login({ username: 'worker', password: 'wrong' }), 401, 'auth.bad_credentials'],
    ['nobody known', login({ username: 'ghost', password: 'wrong' }), 401, 'auth.bad_credentials'],
    ['no password', login({ username: 'worker' }), 400, 'request.invalid'],
    ['no token', get('nobody', () => '/checks/'), 401, 'auth.token_missing'],
    [
      'a used-up refresh token',
      post(
        'nobody',
        () => '/auth/refresh',
        () => ({ refresh_token: 'x' }),
      ),
      401,
      'auth.refresh_invalid',
    ],
  ],
  paths: [
    ['no such path', get('worker', () => '/nothing'), 404, 'request.not_found'],
    [
      'no such method',
      post(
        'auditor',
        () => '/audit/',
        () => ({}),
      ),
      405,
      'request.method_not_allowed',
    ],
    ['an unknown filter', get('worker', () => '/checks/?colour=red'), 400, 'request.invalid'],
    ['a limit of 201', get('worker', () => '/checks/?limit=201'), 400, 'request.invalid'],
    ['a cursor of nobody', get('worker', () => '/checks/?cursor=abc'), 400, 'request.invalid'],
    ['a status that there is not', get('worker', () => '/checks/?status=lost'), 400, 'request.invalid'],
    ['a check that is not there', get('worker', () => `/checks/${NOBODY}`), 404, 'check.not_found'],
    ['an id that is no UUID', get('worker', () => '/checks/42'), 404, 'check.not_found'],
    ['a template that is not there', get('manager', () => `/templates/${NOBODY}`), 404, 'template.not_found'],
    ['a report that is not there', get('manager', () => `/reports/${NOBODY}`), 404, 'report.not_found'],
    ['a file that is not there', get('worker', () => `/files/${NOBODY}`), 404, 'file.not_found'],
    ['a notice that is not there', post('worker', () => `/notices/${NOBODY}/read`), 404, 'notice.not_found'],
  ],
  templates: [
    ['by the auditor', save(body, 'auditor'), 403, 'access.denied'],
    ['by an executor', save(body, 'worker'), 403, 'access.denied'],
    ['the name of an active one', save(body), 409, 'template.name_taken'],
    ['without a structure', save(() => ({ name: 'Другой' })), 400, 'request.invalid'],
    ['a number for a name', save(() => body({ name: 5 })), 400, 'request.invalid'],
    ['a NUL in the name', save(() => body({ name: 'А\u0000Б' })), 400, 'request.invalid'],
    ['no questions', save(() => asking()), 422, 'template.no_questions'],
    ['an id twice', save(() => asking(questions[0]!, questions[0]!)), 422, 'template.duplicate_id'],
    [
      'a rule on an unknown question',
      save(() => asking({ ...questions[0], visible_if: { var: 'answers.ghost.value' } })),
      422,
      'template.unknown_question',
    ],
    [
      'rules in a circle',
      save(() =>
        asking(
          { ...questions[0], visible_if: { var: 'answers.charge.value' } },
          { ...questions[1], visible_if: { var: 'answers.brakes.value' } },
        ),
      ),
      422,
      'template.rule_cycle',
    ],
    [
      'an unknown person to notify',
      save(() => asking({ ...questions[0], on_fail: { notify: [`user:${NOBODY}`] } })),
      422,
      'template.unknown_target',
    ],
    [
      'a bad duration',
      save(() => body({ name: 'Другой', settings: { due_in: '8h' } })),
      422,
      'template.bad_duration',
    ],
    ['PUT without If-Match', put(body), 428, 'request.precondition_required'],
    ['PUT over another version', put(body, { 'if-match': '"9"' }), 412, 'request.precondition_failed'],
  ],
  'opening a check': [
    ['by the auditor', openCheck({}, 'auditor'), 403, 'access.denied'],
    ['by an executor', openCheck({}, 'worker'), 403, 'access.denied'],
    ['without an executor', openCheck({ executor_id: undefined }), 400, 'request.invalid'],
    ['with a number for a title', openCheck({ title: 7 }), 400, 'request.invalid'],
    ['with an unknown field', openCheck({ colour: 'red' }), 400, 'request.invalid'],
    ['due in the past', openCheck({ due_at: '2020-01-01T00:00:00Z' }), 422, 'check.due_in_past'],
    ['from an unknown template', openCheck({ template_id: NOBODY }), 422, 'check.unknown_template'],
    ['for somebody unknown', openCheck({ executor_id: NOBODY }), 422, 'check.unknown_executor'],
    ['in an unknown area', openCheck({ area_id: NOBODY }), 422, 'check.unknown_area'],
  ],
  answering: [
    ['a foreign check', answer(yes, 'stranger'), 404, 'check.not_found'],
    ['for the executor', answer(yes, 'master'), 403, 'check.not_executor'],
    ['as the auditor', answer(yes, 'auditor'), 403, 'check.not_executor'],
    ['without a question', answer({ value: true }), 400, 'request.invalid'],
    [
      'a question that there is not',
      answer({ question_id: 'ghost', value: true }),
      422,
      'answer.unknown_question',
    ],
    ['a text for yes or no', answer({ question_id: 'brakes', value: 'yes' }), 422, 'answer.wrong_type'],
    [
      'an option that there is not',
      answer({ question_id: 'tyres', value: 'square' }),
      422,
      'answer.unknown_option',
    ],
    ['an impossible number', answer({ question_id: 'charge', value: 101 }), 422, 'answer.impossible'],
    ['too many decimals', answer({ question_id: 'charge', value: 50.5 }), 422, 'answer.too_many_decimals'],
    ['not applicable where it is', answer({ question_id: 'brakes', na: true }), 422, 'answer.na_not_allowed'],
    ['with a file of nobody', answer({ ...yes, files: [NOBODY] }), 422, 'answer.unknown_file'],
    ['from tomorrow', answer({ ...yes, answered_at: '2999-01-01T00:00:00Z' }), 422, 'answer.from_the_future'],
    [
      '201 at once',
      act('answers', { answers: Array.from({ length: 201 }, () => yes) }, 'worker'),
      400,
      'request.invalid',
    ],
    ['none at once', act('answers', { answers: [] }, 'worker'), 400, 'request.invalid'],
    ['after the submit', answer(yes, 'worker', () => submitted), 409, 'check.submitted'],
    ['after the end', answer(yes, 'worker', () => closed), 409, 'check.closed'],
    ['a comment without words', act('comment', { text: '' }, 'worker'), 400, 'request.invalid'],
    [
      'a comment on a question that there is not',
      act('comment', { text: 'Да', question_id: 'ghost' }, 'worker'),
      422,
      'answer.unknown_question',
    ],
    ['a comment by the auditor', act('comment', { text: 'Да' }, 'auditor'), 403, 'access.denied'],
    ['a comment after the end', act('comment', { text: 'Да' }, 'worker', () => closed), 409, 'check.closed'],
  ],
  'the acts of a check': [
    ['an incomplete submit', act('submit', undefined, 'worker'), 409, 'check.incomplete'],
    ['a submit for the executor', act('submit', undefined, 'master'), 403, 'check.not_executor'],
    ['a submit twice', act('submit', undefined, 'worker', () => submitted), 409, 'check.submitted'],
    [
      'a review before the submit',
      act('review', { decision: 'accept' }, 'master'),
      409,
      'check.not_submitted',
    ],
    [
      'a review by the auditor',
      act('review', { decision: 'accept' }, 'auditor', () => submitted),
      403,
      'access.denied',
    ],
    [
      'a review without the permission',
      act('review', { decision: 'accept' }, 'worker', () => submitted),
      403,
      'access.denied',
    ],
    [
      'a review of one’s own work',
      act('review', { decision: 'accept' }, 'master', () => mine),
      403,
      'check.own_review',
    ],
    [
      'a return without a reason',
      act('review', { decision: 'return' }, 'master', () => submitted),
      422,
      'field.missing',
    ],
    [
      'a return due in the past',
      act(
        'review',
        { decision: 'return', reason: 'Фото', due_at: '2020-01-01T00:00:00Z' },
        'master',
        () => submitted,
      ),
      422,
      'check.due_in_past',
    ],
    [
      'a decision that there is not',
      act('review', { decision: 'maybe' }, 'master', () => submitted),
      400,
      'request.invalid',
    ],
    [
      'a review after the end',
      act('review', { decision: 'accept' }, 'master', () => closed),
      409,
      'check.closed',
    ],
    ['due in the past', act('due', { due_at: '2020-01-01T00:00:00Z' }, 'master'), 422, 'check.due_in_past'],
    [
      'due moved by the executor',
      (lang) => act('due', { due_at: inAnHour() }, 'worker')(lang),
      403,
      'access.denied',
    ],
    [
      'due moved after the submit',
      (lang) => act('due', { due_at: inAnHour() }, 'master', () => submitted)(lang),
      409,
      'check.submitted',
    ],
    [
      'handed to somebody who fills in nothing',
      (lang) => act('reassign', { executor_id: ids.auditor }, 'master')(lang),
      422,
      'check.executor_unfit',
    ],
    [
      'handed over by the executor',
      (lang) => act('reassign', { executor_id: ids.stranger }, 'worker')(lang),
      403,
      'access.denied',
    ],
    ['declined without a reason', act('decline', {}, 'worker'), 400, 'request.invalid'],
    [
      'declined where the template forbids it',
      act('decline', { reason: 'Нет' }, 'master', () => mine),
      403,
      'check.decline_not_allowed',
    ],
    ['cancelled by the executor', act('cancel', { reason: 'Нет' }, 'worker'), 403, 'access.denied'],
    ['cancelled by the auditor', act('cancel', { reason: 'Нет' }, 'auditor'), 403, 'access.denied'],
    [
      'cancelled after the end',
      act('cancel', { reason: 'Нет' }, 'master', () => closed),
      409,
      'check.closed',
    ],
  ],
  'files and reports': [
    [
      'a program for a picture',
      post(
        'worker',
        () => '/files/',
        () => ({ name: 'a.exe', content_type: 'application/x-msdownload', size_bytes: 9 }),
      ),
      422,
      'file.unreadable',
    ],
    [
      'a gigabyte',
      post(
        'worker',
        () => '/files/',
        () => ({ name: 'a.jpg', content_type: 'image/jpeg', size_bytes: 2 ** 30 }),
      ),
      413,
      'file.too_large',
    ],
    [
      'a report of an open check',
      post(
        'master',
        () => '/reports/generate',
        () => ({ check_id: open, format: 'PDF' }),
      ),
      409,
      'report.check_open',
    ],
    [
      'a report in no format of ours',
      post(
        'master',
        () => '/reports/generate',
        () => ({ check_id: closed, format: 'XLS' }),
      ),
      400,
      'request.invalid',
    ],
    [
      'a report by the auditor',
      post(
        'auditor',
        () => '/reports/generate',
        () => ({ check_id: closed, format: 'PDF' }),
      ),
      403,
      'access.denied',
    ],
    [
      'a report of a foreign check',
      post(
        'stranger',
        () => '/reports/generate',
        () => ({ check_id: closed, format: 'PDF' }),
      ),
      404,
      'check.not_found',
    ],
    ['the audit log for an executor', get('worker', () => '/audit/'), 403, 'access.denied'],
  ],
};

describe.each(Object.entries(cases))('%s', (_subject, rows) => {
  test.each(rows)('%s is refused', async (_what, ask, status, code) => {
    const [ru, en] = [await ask('ru'), await ask('en')];
    for (const reply of [ru, en]) {
      expect([reply.status, reply.body.code]).toEqual([status, code]);
      expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(reply.body).toMatchObject({
        type: `urn:proverka:problem:${code}`,
        status,
        request_id: expect.any(String),
      });
    }
    expect(`${ru.body.title} ${ru.body.detail}`).toMatch(/[а-яё]/i);
    expect(`${en.body.title} ${en.body.detail}`.replace(/«[^»]*»|“[^”]*”|"[^"]*"/g, '')).not.toMatch(
      /[а-яё]/i,
    );
  });
});

test('the refusals have changed nothing', async () => {
  const seen = async (id: string) => (await clients.manager.ru.get(`/checks/${id}`)).body;
  expect(await seen(open)).toMatchObject({ status: 'open', answers: {}, revision: expect.any(Number) });
  expect(await seen(submitted)).toMatchObject({ status: 'submitted' });
  expect(await seen(closed)).toMatchObject({ status: 'completed', verdict: 'pass' });
});

test('all faults of a body are told at once, and a taken name with the template to PUT', async () => {
  const bad = await clients.manager.en.post(
    '/templates/',
    asking({ ...questions[0], id: 'A B' }, { ...questions[1], min: 90, max: 10 }),
  );
  expect([bad.status, bad.body.code]).toEqual([422, 'template.invalid']);
  expect(bad.body.errors.map((fault: { path: string }) => fault.path)).toEqual(
    expect.arrayContaining(['/structure/sections/0/questions/0/id', '/structure/sections/0/questions/1/min']),
  );
  const twin = await clients.manager.en.post('/templates/', body());
  expect(twin.body.id).toBe(template.id);
});
