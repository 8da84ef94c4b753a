import { execFileSync } from 'node:child_process';
import { openApiOf } from '../../api/openapi';
import { createThing, SAMPLE_ROUTES } from './sampleRoutes';
import { startSample, type Sample } from './startSample';

interface Operation {
  operationId: string;
  summary: string;
  responses: Record<
    string,
    { description: string; content?: Record<string, { schema?: object; examples?: object }> }
  >;
  requestBody?: { content: Record<string, { schema: { discriminator?: object } }> };
  parameters?: { name: string; in: string; required?: boolean; explode?: boolean }[];
  security: object[];
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; examples: Record<string, object> };
}

const options = { title: 'T', version: '1', description: 'D', tags: [] };
const document = openApiOf(SAMPLE_ROUTES, options) as unknown as Document;

/** The validator is an ES module, which jest cannot load: node does. */
function validity(doc: unknown): { valid: boolean; errors?: unknown } {
  const script = `
    import { Validator } from '@seriousme/openapi-schema-validator';
    let text = '';
    for await (const chunk of process.stdin) text += chunk;
    console.log(JSON.stringify(await new Validator().validate(JSON.parse(text))));`;
  const options = { input: JSON.stringify(doc), encoding: 'utf8' as const };
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], options));
}

test('the document is valid OpenAPI 3.1', () => {
  expect(validity(document)).toEqual({ valid: true });
  expect(validity({ ...document, paths: { x: 1 } }).valid).toBe(false);
});

test('every operation has its name, summary and responses', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  expect(operations.length).toBe(SAMPLE_ROUTES.length);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { summary, responses } of operations) {
    expect(summary).not.toBe('');
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '500']));
    for (const { description } of Object.values(responses)) expect(description).not.toBe('');
  }
});

test('every declared refusal is listed under its status, with an example', () => {
  const responses = document.paths['/things/']?.post?.responses;
  expect(responses?.['409']?.description).toContain('check.incomplete');
  const examples = responses?.['409']?.content?.['application/problem+json']?.examples;
  expect(Object.keys(examples ?? {})).toEqual([
    'check.incomplete',
    'idempotency.in_progress',
    'template.name_taken',
  ]);
  expect(document.components.examples).toHaveProperty(['check.incomplete']);
  expect(Object.keys(responses ?? {})).toEqual(
    expect.arrayContaining(['201', '401', '403', '413', '415', '503']),
  );
});

test('schemas are the enforced ones: closed, named, with discriminators', () => {
  expect(Object.keys(document.components.schemas).sort()).toEqual(['Problem', 'Question', 'Thing']);
  expect(document.components.schemas.Question).toMatchObject({ discriminator: { propertyName: 'type' } });
  expect(document.components.schemas.Thing).toMatchObject({ additionalProperties: false });
});

test('parameters, forms and files are described', () => {
  const list = document.paths['/things/']?.get?.parameters ?? [];
  expect(list.find(({ name }) => name === 'status')).toMatchObject({
    in: 'query',
    explode: false,
    required: false,
  });
  expect(list.find(({ name }) => name === 'limit')?.required).toBe(false);
  expect(document.paths['/things/{check_id}']?.get?.parameters?.[0]).toMatchObject({
    in: 'path',
    required: true,
  });
  expect(Object.keys(document.paths['/auth/login']?.post?.requestBody?.content ?? {})).toHaveLength(2);
  expect(document.paths['/uploads']?.post?.requestBody?.content).toHaveProperty(['multipart/form-data']);
  expect(document.paths['/exports/things']?.get?.responses['200']?.content).toHaveProperty(['text/csv']);
  expect(document.paths['/auth/login']?.post?.security).toEqual([]);
});

test('two routes of one address do not start', () => {
  expect(() => openApiOf([createThing, createThing], options)).toThrow('two routes');
});

describe('pages', () => {
  let sample: Sample;
  beforeAll(async () => {
    sample = await startSample(SAMPLE_ROUTES);
  });
  afterAll(() => sample.stop());

  test.each(['/', '/docs', '/docs/', '/redoc'])(
    '%s names no foreign host, and all it names is there',
    async (path) => {
      const response = await fetch(sample.url + path);
      const html = await response.text();
      expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
      expect(html).not.toMatch(/(https?:)?\/\/[\w-]+\./);
      for (const [, link] of html.matchAll(/(?:src|href)="(\/[^"]*)"/g))
        expect((await fetch(sample.url + link)).status).toBe(200);
    },
  );

  test('the policy lets nothing load from elsewhere', async () => {
    const policy = (await fetch(`${sample.url}/redoc`)).headers.get('Content-Security-Policy') ?? '';
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    expect(policy).toContain("script-src 'self'");
  });

  test('Redoc is served without its remote mark', async () => {
    expect(await (await fetch(`${sample.url}/redoc/redoc.standalone.js`)).text()).not.toContain(
      'cdn.redoc.ly',
    );
  });

  test('the plain page speaks the language asked for', async () => {
    const page = async (language: string) =>
      (await fetch(sample.url, { headers: { 'Accept-Language': language } })).text();
    expect(await page('ru')).toContain('Сервер работает');
    expect(await page('en')).toContain('The server is running');
  });

  test('the document is served, and not again while it is the same', async () => {
    const first = await fetch(`${sample.url}/openapi.json`);
    expect(((await first.json()) as { openapi: string }).openapi).toBe('3.1.0');
    const headers = { 'If-None-Match': first.headers.get('ETag') ?? '', 'Cache-Control': 'max-age=0' };
    expect((await fetch(`${sample.url}/openapi.json`, { headers })).status).toBe(304);
  });
});
