import { v7 as uuidv7 } from 'uuid';
import { templateRoutes } from '../../../api/routes/templates';
import { createStorage, type Storage } from '../../../clients/storage';
import { openAction } from '../../../db/openAction';
import type { UserActor } from '../../../domain/actor';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { aForm } from '../../services/templates/aForm';
import { testParts } from '../../support/parts';
import { testServices } from '../../support/services';
import { aToken, type CallOptions, faultsIn, type Sample, startSample } from '../startSample';

const NOBODY = '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0aff';

let database: TestDatabase;
let sample: Sample;
let storage: Storage;
let build: ReturnType<typeof createBuilders>;
let manager: UserActor;
let supervisor: UserActor;
let executor: UserActor;
const people = new Map<string, UserActor>();

beforeAll(async () => {
  database = await testDatabase();
  build = createBuilders(database.db);
  manager = await build.aUser({ role: 'manager' });
  supervisor = await build.aUser({ role: 'supervisor' });
  executor = await build.aUser({ role: 'executor' });
  for (const user of [manager, supervisor, executor]) people.set(user.user_id, user);
  storage = createStorage({ ...testParts().s3, bucket: 'template-routes' });
  await storage.ensureBucket();
  sample = await startSample(templateRoutes(testServices(database.db, { storage })), {
    loadSession: async (_sessionId, userId) => people.get(userId),
  });
});

afterAll(async () => {
  await sample?.stop();
  await database?.close();
});

const call = (user: UserActor, method: string, path: string, options: CallOptions = {}) =>
  sample.call(method, path, { token: aToken({ claims: { sub: user.user_id } }), ...options });

let names = 0;
const aBody = (over: Record<string, unknown> = {}) => ({
  name: `Погрузчик ${++names}`,
  structure: {
    sections: [
      { id: 'main', title: 'Осмотр', questions: [{ id: 'horn', type: 'yes_no', text: 'Сигнал слышен?' }] },
    ],
  },
  ...over,
});
const withQuestion = (question: object, settings?: object) =>
  aBody({
    structure: { sections: [{ id: 'main', title: 'Осмотр', questions: [{ text: 'Вопрос', ...question }] }] },
    ...(settings && { settings }),
  });
const created = async (body: object = aBody()) => {
  const answer = await call(manager, 'POST', '/templates/', { body });
  expect(answer.status).toBe(201);
  return answer.body as unknown as { id: string; version: number; name: string; [field: string]: unknown };
};
const put = (id: string, version: number | string | null, body: object) =>
  call(manager, 'PUT', `/templates/${id}`, {
    body,
    headers: version === null ? {} : { 'If-Match': String(version) },
  });
const auditOf = (id: string) =>
  database.db.pool('audit_log').where({ entity_id: id }).orderBy('seq').select('action', 'diff', 'user_id');

describe('creating', () => {
  it('gives the template with every default filled in', async () => {
    const body = aBody();
    const answer = await call(manager, 'POST', '/templates/', { body });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('ETag')).toBe('"1"');
    expect(answer.body).toMatchObject({
      name: body.name,
      description: null,
      version: 1,
      status: 'active',
      structure: { sections: [{ questions: [{ id: 'horn', required: true, weight: 1, allow_na: false }] }] },
      settings: { due_in: 'PT8H', reminders: ['PT30M'], review: 'none', allow_decline: true },
      created_by: manager.user_id,
      may: ['update', 'archive'],
    });
    expect((await call(manager, 'GET', `/templates/${answer.body.id}`)).body).toEqual(answer.body);
    expect(await auditOf(String(answer.body.id))).toMatchObject([
      {
        action: 'template.create',
        user_id: manager.user_id,
        diff: { before: null, after: { version: 1, questions: ['horn'] } },
      },
    ]);
  });

  it('refuses the name of an active template with the id to PUT to, whatever the case', async () => {
    const { id, name } = await created();
    const answer = await call(manager, 'POST', '/templates/', { body: aBody({ name: name.toUpperCase() }) });
    expect(answer).toMatchObject({ status: 409, body: { code: 'template.name_taken', id } });
  });

  it('lets exactly one of many writers at once have a name', async () => {
    const body = aBody();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => call(manager, 'POST', '/templates/', { body })),
    );
    const winner = answers.find(({ status }) => status === 201);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    for (const { status, body } of answers) if (status === 409) expect(body.id).toBe(winner?.body.id);
  });

  it('is for those with CREATE_CHECKLIST', async () => {
    for (const user of [executor, supervisor]) {
      expect(await call(user, 'POST', '/templates/', { body: aBody() })).toMatchObject({
        status: 403,
        body: { code: 'access.denied' },
      });
    }
  });

  it('tells wrong types and unknown or missing fields as 400, each with its path', async () => {
    const answer = await call(manager, 'POST', '/templates/', {
      body: { ...withQuestion({ id: 1, type: 'number', colour: 'red' }), settings: { due: 'PT1H' } },
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(faultsIn(answer)).toEqual([
      '/settings/due field.unknown',
      '/structure/sections/0/questions/0/colour field.unknown',
      '/structure/sections/0/questions/0/id field.wrong_type',
    ]);
  });

  it('tells everything that the rules refuse at once: unknown people, files, questions, durations', async () => {
    const answer = await call(manager, 'POST', '/templates/', {
      body: withQuestion(
        {
          id: 'horn',
          type: 'yes_no',
          visible_if: { '==': [{ var: 'answers.lights.value' }, true] },
          on_fail: { notify: ['role:nobody', 'executor'] },
          guidance_file_id: NOBODY,
        },
        { due_in: 'soon', escalation: [{ after: 'PT0S', to: [`user:${NOBODY}`] }], review: 'role:nobody' },
      ),
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'template.invalid' } });
    expect(faultsIn(answer)).toEqual([
      '/settings/due_in template.bad_duration',
      '/settings/escalation/0/to/0 template.unknown_target',
      '/settings/review template.unknown_role',
      '/structure/sections/0/questions/0/guidance_file_id template.unknown_file',
      '/structure/sections/0/questions/0/on_fail/notify/0 template.unknown_target',
      '/structure/sections/0/questions/0/visible_if/==/0 template.unknown_question',
    ]);
  });

  it('takes people and roles that there are', async () => {
    const body = withQuestion(
      { id: 'horn', type: 'yes_no', on_fail: { notify: ['role:supervisor', `user:${executor.user_id}`] } },
      { review: 'role:supervisor' },
    );
    expect((await call(manager, 'POST', '/templates/', { body })).status).toBe(201);
  });

  it('does not take a person who has left', async () => {
    const left = await build.aUser({ active: false });
    const body = withQuestion({ id: 'q', type: 'yes_no', on_fail: { notify: [`user:${left.user_id}`] } });
    expect(faultsIn(await call(manager, 'POST', '/templates/', { body }))).toEqual([
      '/structure/sections/0/questions/0/on_fail/notify/0 template.unknown_target',
    ]);
  });
});

describe('guidance pictures', () => {
  const aFile = async (uploader: UserActor, over: object = {}) => {
    const id = uuidv7();
    await database.db.read.files.insert({
      id,
      name: 'fork.jpg',
      content_type: 'image/jpeg',
      size_bytes: 1000,
      sha256: 'a'.repeat(64),
      object_key: `files/${id}`,
      uploaded_by: uploader.user_id,
      status: 'ready',
      created_at: new Date(),
      ...over,
    });
    return id;
  };
  const withPicture = (id: string) => withQuestion({ id: 'fork', type: 'yes_no', guidance_file_id: id });

  it('are bound to the template, and stay usable in its next version by somebody else', async () => {
    const picture = await aFile(manager);
    const body = withPicture(picture);
    const { id } = await created(body);
    expect(await database.db.read.files.find(picture)).toMatchObject({ template_id: id });
    const other = await build.aUser({ role: 'manager' });
    people.set(other.user_id, other);
    const answer = await call(other, 'PUT', `/templates/${id}`, { body, headers: { 'If-Match': '1' } });
    expect(answer.status).toBe(200);
  });

  it('are refused when somebody else has uploaded them, when they are not ready, and when they are evidence', async () => {
    const foreign = await aFile(executor);
    const pending = await aFile(manager, { status: 'pending', sha256: null });
    const action_id = await database.db.transaction((tx) =>
      openAction(tx, {
        ...{ title: 'Заменить шланг', priority: 'low', owner: { id: manager.user_id, full_name: 'Анна' } },
        ...{ due: new Date(), evidence_required: true, actor: manager, now: new Date() },
      }),
    );
    const evidence = await aFile(manager, { action_id });
    for (const id of [foreign, pending, evidence]) {
      expect(faultsIn(await call(manager, 'POST', '/templates/', { body: withPicture(id) }))).toEqual([
        '/structure/sections/0/questions/0/guidance_file_id template.unknown_file',
      ]);
    }
  });
});

describe('replacing', () => {
  it('takes the version bare or quoted, and supersedes the one before', async () => {
    const { id, name } = await created();
    expect((await put(id, 1, aBody({ name }))).body).toMatchObject({ version: 2, status: 'active' });
    const body = aBody({ name, description: 'С подписью' });
    expect((await put(id, '"2"', body)).body).toMatchObject({ id, version: 3, description: 'С подписью' });
    const versions = await call(supervisor, 'GET', `/templates/${id}/versions`);
    expect(versions.body.items).toMatchObject([
      { version: 3, status: 'active' },
      { version: 2, status: 'superseded' },
      { version: 1, status: 'superseded' },
    ]);
    expect((await call(manager, 'GET', `/templates/${id}?version=1`)).body).toMatchObject({
      version: 1,
      status: 'superseded',
      description: null,
    });
  });

  it('needs If-Match, and the newest version in it', async () => {
    const { id, name } = await created();
    expect(await put(id, null, aBody({ name }))).toMatchObject({
      status: 428,
      body: { code: 'request.precondition_required' },
    });
    for (const stale of ['7', '"2"', 'abc']) {
      expect(await put(id, stale, aBody({ name }))).toMatchObject({
        status: 412,
        body: { code: 'request.precondition_failed', version: 1 },
      });
    }
  });

  it('lets exactly one of many editors of one version through', async () => {
    const { id, name } = await created();
    const answers = await Promise.all(Array.from({ length: 5 }, () => put(id, 1, aBody({ name }))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
  });

  it('writes what has changed to the audit log, by question ids', async () => {
    const question = { id: 'horn', type: 'yes_no', text: 'Слышно?' };
    const { id, name } = await created(withQuestion(question));
    await put(id, 1, {
      ...withQuestion({ ...question, critical: true }, { due_in: 'PT1H' }),
      name,
    });
    expect((await auditOf(id))[1]).toMatchObject({
      action: 'template.update',
      diff: {
        before: { version: 1, 'settings.due_in': 'PT8H' },
        after: { version: 2, 'settings.due_in': 'PT1H', changed_questions: ['horn'] },
      },
    });
  });

  it('refuses the name of another active template', async () => {
    const [one, other] = [await created(), await created()];
    expect(await put(one.id, 1, aBody({ name: other.name }))).toMatchObject({
      status: 409,
      body: { code: 'template.name_taken', id: other.id },
    });
  });

  it('is for those with EDIT_CHECKLIST', async () => {
    const { id, name } = await created();
    const answer = await call(supervisor, 'PUT', `/templates/${id}`, {
      body: aBody({ name }),
      headers: { 'If-Match': '1' },
    });
    expect(answer.status).toBe(403);
  });
});

describe('archiving', () => {
  it('ends all versions, frees the name and refuses further versions', async () => {
    const { id, name } = await created();
    expect(await call(manager, 'POST', `/templates/${id}/archive`)).toMatchObject({
      status: 200,
      body: { status: 'archived', may: [] },
    });
    expect(await put(id, 1, aBody({ name }))).toMatchObject({
      status: 409,
      body: { code: 'template.archived' },
    });
    expect((await call(manager, 'POST', `/templates/${id}/archive`)).body.code).toBe('template.archived');
    await created(aBody({ name }));
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(['template.create', 'template.archive']);
  });
});

describe('reading', () => {
  it('lists newest first, page by page, without structures', async () => {
    const area = await build.anArea();
    const made = [];
    for (let n = 0; n < 3; n += 1) made.push((await created(aBody({ area_id: area }))).id);
    const first = await call(supervisor, 'GET', `/templates/?area_id=${area}&limit=2`);
    const items = first.body.items as { id: string; may: string[] }[];
    expect(items.map(({ id }) => id)).toEqual([made[2], made[1]]);
    expect(items[0]).not.toHaveProperty('structure');
    expect(items[0]?.may).toEqual([]);
    const second = await call(
      supervisor,
      'GET',
      `/templates?area_id=${area}&limit=2&cursor=${first.body.next_cursor}`,
    );
    expect((second.body.items as { id: string }[]).map(({ id }) => id)).toEqual([made[0]]);
    expect(second.body.next_cursor).toBeNull();
  });

  it('filters by status and by part of the name, whose % and _ are taken literally', async () => {
    const { id } = await created(aBody({ name: 'Редуктор 100%_' }));
    const ids = async (query: string) =>
      ((await call(manager, 'GET', `/templates/?${query}`)).body.items as { id: string }[]).map(
        (item) => item.id,
      );
    expect(await ids(`q=${encodeURIComponent('редуктор 100%_')}`)).toEqual([id]);
    expect(await ids(`q=${encodeURIComponent('%едуктор')}`)).toEqual([]);
    expect(await ids('status=superseded')).toEqual([]);
    await call(manager, 'POST', `/templates/${id}/archive`);
    expect(await ids('status=archived')).toContain(id);
    expect(await ids('status=active')).not.toContain(id);
  });

  it('hides templates from those who may not view them, and unknown ones from all', async () => {
    const { id } = await created();
    expect(await call(executor, 'GET', `/templates/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'template.not_found' },
    });
    expect((await call(executor, 'GET', '/templates/')).status).toBe(403);
    for (const path of [`/templates/${NOBODY}`, '/templates/1', `/templates/${id}?version=2`]) {
      expect((await call(manager, 'GET', path)).status).toBe(404);
    }
  });
});

describe('validating', () => {
  it('gives the template normalised, and leaves no trace', async () => {
    const body = aBody();
    const answer = await call(manager, 'POST', '/templates/validate', { body });
    expect(answer).toMatchObject({
      status: 200,
      body: { ok: true, settings: { due_in: 'PT8H' }, structure: { sections: [{ id: 'main' }] } },
    });
    const again = { ...body, structure: answer.body.structure, settings: answer.body.settings };
    expect((await call(manager, 'POST', '/templates/validate', { body: again })).body).toEqual(answer.body);
    expect(await database.db.read.templates.findActiveByName(body.name)).toBeUndefined();
  });

  it('gives the 422 that saving would give', async () => {
    const body = withQuestion({ id: 'HORN', type: 'number', min: 5, max: 1 }, { pass_score: 101 });
    const [tried, saved] = [
      await call(manager, 'POST', '/templates/validate', { body }),
      await call(manager, 'POST', '/templates/', { body }),
    ];
    expect(tried.status).toBe(422);
    expect(tried.body.errors).toEqual(saved.body.errors);
  });
});

describe('importing and exporting', () => {
  const upload = (user: UserActor, content: Buffer, name: string, fields: Record<string, string> = {}) => {
    const raw = new FormData();
    for (const [field, value] of Object.entries(fields)) raw.set(field, value);
    raw.set('file', new Blob([new Uint8Array(content)]), name);
    return call(user, 'POST', '/templates/import', { raw });
  };
  const exported = async (id: string, format: string) => {
    const response = await fetch(`${sample.url}/api/v1/templates/${id}/export?format=${format}`, {
      headers: { Authorization: `Bearer ${aToken({ claims: { sub: supervisor.user_id } })}` },
    });
    expect(response.status).toBe(200);
    return { content: Buffer.from(await response.arrayBuffer()), headers: response.headers };
  };
  const question = {
    id: 'press',
    type: 'number',
    text: '=1+1',
    unit: 'бар',
    min: 1,
    max: 2,
    fails_if: { '>': [{ var: 'answers.press.value' }, 3] },
  };

  it.each(['json', 'xlsx'])('an export as %s comes back as the same template', async (format) => {
    const { id, name, structure, settings } = await created({
      ...withQuestion(question, { pass_score: 80, reminders: [] }),
      description: 'Описание',
    });
    const { content, headers } = await exported(id, format);
    expect(headers.get('Content-Disposition')).toContain(encodeURIComponent(name));
    expect((await upload(manager, content, 'a.bin')).body).toMatchObject({ code: 'template.name_taken', id });
    await call(manager, 'POST', `/templates/${id}/archive`);
    const answer = await upload(manager, content, 'a.bin');
    expect(answer).toMatchObject({ status: 201, body: { name, description: 'Описание', version: 1 } });
    expect(answer.body.structure).toEqual(structure);
    expect(answer.body.settings).toEqual(settings);
  });

  it('takes the name from the form, else from the file, unless told otherwise', async () => {
    const survey = [{ type: 'text', name: 'a', label: 'a' }];
    const [named, nameless] = [
      await aForm(survey, { settings: { form_title: 'Из формы' } }),
      await aForm(survey),
    ];
    expect((await upload(manager, named, 'f.xlsx')).body.name).toBe('Из формы');
    expect((await upload(manager, nameless, 'Осмотр крана.xlsx')).body.name).toBe('Осмотр крана');
    expect((await upload(manager, named, 'f.xlsx', { name: 'Своё' })).body.name).toBe('Своё');
  });

  it('names what cannot be carried over by sheet and row, and creates nothing', async () => {
    const content = await aForm([{ type: 'geopoint', name: 'where', label: 'Где' }], {
      settings: { form_title: 'Карта' },
    });
    const answer = await upload(manager, content, 'f.xlsx');
    expect(answer).toMatchObject({ status: 422, body: { code: 'template.import_unreadable' } });
    expect(answer.body.errors).toEqual([
      {
        path: '/survey/2/type',
        code: 'import.unsupported',
        message: 'Лист «survey», строка 2, столбец «type»: перенести нельзя — geopoint.',
      },
    ]);
    expect(await database.db.read.templates.findActiveByName('Карта')).toBeUndefined();
  });

  it('points to the row for what the rules of a template refuse', async () => {
    const content = await aForm([
      { type: 'text', name: 'a', label: 'a' },
      { type: 'integer', name: 'b', label: 'b', constraint: '. >= 5 and . <= 1' },
    ]);
    expect(faultsIn(await upload(manager, content, 'f.xlsx'))).toEqual(['/survey/3/min template.bad_range']);
  });

  it('refuses what is no template, and what is too large', async () => {
    for (const text of ['{', '[]', '{"name": 5}', '{"structure": {}, "colour": 1}', 'PK\u0003\u0004']) {
      expect(await upload(manager, Buffer.from(text), 'f.json')).toMatchObject({
        status: 422,
        body: { code: 'template.import_unreadable' },
      });
    }
    expect((await upload(manager, Buffer.alloc(4 * 1024 * 1024 + 1, 32), 'f.json')).status).toBe(413);
  });

  it('is for those with CREATE_CHECKLIST', async () => {
    expect((await upload(supervisor, Buffer.from('{}'), 'f.json')).status).toBe(403);
  });
});

describe('a report template of the customer', () => {
  const put = (user: UserActor, id: string, content: Buffer, name: string) => {
    const raw = new FormData();
    raw.set('file', new Blob([new Uint8Array(content)]), name);
    return call(user, 'PUT', `/templates/${id}/report-template`, { raw });
  };
  const fodt = Buffer.from(
    '<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text/></office:body></office:document>',
  );

  it('is kept in the storage, replaced and removed with its object', async () => {
    const { id } = await created();
    expect(await put(manager, id, fodt, 'Бланк.FODT')).toMatchObject({
      status: 200,
      body: { report_template: { extension: 'fodt' }, version: 1 },
    });
    const key = (await database.db.read.templates.find(id))?.report_template_key ?? '';
    expect(await storage.get(key)).toEqual(fodt);
    await put(manager, id, fodt, 'другой.fodt');
    expect(await storage.find(key)).toBeUndefined();
    const gone = () => call(manager, 'DELETE', `/templates/${id}/report-template`);
    expect((await gone()).status).toBe(204);
    expect(await gone()).toMatchObject({ status: 404, body: { code: 'report_template.not_found' } });
    expect((await auditOf(id)).map(({ action }) => action)).toEqual([
      'template.create',
      'template.update',
      'template.update',
      'template.update',
    ]);
  });

  it('is refused when it is no such document, and to those without EDIT_CHECKLIST', async () => {
    const { id } = await created();
    for (const [content, name] of [
      [fodt, 'a.pdf'],
      [Buffer.from('x'), 'a.docx'],
    ] as const) {
      expect(await put(manager, id, content, name)).toMatchObject({
        status: 422,
        body: { code: 'report_template.unreadable' },
      });
    }
    expect((await put(supervisor, id, fodt, 'a.fodt')).status).toBe(403);
  });
});
