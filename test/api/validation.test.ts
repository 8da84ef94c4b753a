import { SAMPLE_ROUTES } from './sampleRoutes';
import { faultsIn, startSample, type Sample } from './startSample';

const GOOD = { name: 'гайка', count: 2 };
const ID = '01976F2E-7c1b-7d3a-9a51-3c2f8f1f0a13';

let sample: Sample;
beforeAll(async () => {
  sample = await startSample(SAMPLE_ROUTES);
});
afterAll(() => sample.stop());

const post = (body: unknown) => sample.call('POST', '/things', { body });
const json = { 'Content-Type': 'application/json' };
const sized = (limit: number) => {
  const rest = Buffer.byteLength(JSON.stringify({ ...GOOD, name: '' }));
  return JSON.stringify({ ...GOOD, name: 'x'.repeat(limit - rest) });
};

describe('bodies', () => {
  test('a good one is created', async () => {
    const answer = await post(GOOD);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ name: 'гайка' });
    expect(answer.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
  });

  test('all faults are told at once', async () => {
    const answer = await post({
      count: '2',
      colour: 'blue',
      area_id: 'x',
      due_at: '2026-02-30T00:00:00Z',
      x: 1,
      'a/b~': 1,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe('request.invalid');
    expect(answer.body.type).toBe('urn:proverka:problem:request.invalid');
    expect(faultsIn(answer)).toEqual([
      '/area_id field.bad_format',
      '/a~1b~0 field.unknown',
      '/colour field.not_allowed',
      '/count field.wrong_type',
      '/due_at field.bad_format',
      '/name field.missing',
      '/x field.unknown',
    ]);
  });

  test('a fault of a union is told by the branch that its type names', async () => {
    const questions = [
      { type: 'yes_no', id: 'a', text: 'b', min: 1 },
      { type: 'number', id: 'a', min: 'x' },
      { type: 'colour', id: 'a' },
      { id: 'a' },
      'question',
    ];
    expect(faultsIn(await post({ ...GOOD, questions }))).toEqual([
      '/questions/0/min field.unknown',
      '/questions/1/min field.wrong_type',
      '/questions/1/text field.missing',
      '/questions/2/type field.not_allowed',
      '/questions/3/type field.missing',
      '/questions/4 field.wrong_type',
    ]);
  });

  test('a fault of a union without a type is told by the nearest branch', async () => {
    const faults = async (answer: unknown) => faultsIn(await post({ ...GOOD, answer }));
    expect(await faults({ question_id: 'q', value: 1, x: 1 })).toEqual(['/answer/x field.unknown']);
    expect(await faults({ question_id: 'q', na: false })).toEqual(['/answer/na field.not_allowed']);
    expect(await faults(5)).toEqual(['/answer field.wrong_type']);
  });

  test.each([
    ['{"name":"a\\u0000","count":1}', '/name field.bad_text'],
    ['{"name":"\\ud800","count":1}', '/name field.bad_text'],
    ['{"name":"a","count":1,"rule":{"x":["\\udfff"]}}', '/rule/x/0 field.bad_text'],
    ['{"name":"a","count":1,"rule":{"__proto__":{"admin":true}}}', '/rule/__proto__ field.unknown'],
    ['{"name":"a","count":1,"__proto__":{"admin":true}}', '/__proto__ field.unknown'],
    ['{"name":"a","count":1', ' field.bad_format'],
    ['[]', ' field.wrong_type'],
    ['null', ' field.wrong_type'],
    [
      `{"name":"a","count":1,"rule":${'['.repeat(5000)}${']'.repeat(5000)}}`,
      `/rule${'/0'.repeat(99)} field.bad_format`,
    ],
  ])('%.60s is refused', async (raw, fault) => {
    const answer = await sample.call('POST', '/things', { raw, headers: json });
    expect(answer.status).toBe(400);
    expect(faultsIn(answer)).toEqual([fault]);
  });

  test('an emoji is a text like any other', async () => {
    expect((await post({ ...GOOD, name: '🔧' })).body.name).toBe('🔧');
  });

  test('what is not UTF-8 is refused', async () => {
    const raw = Buffer.from('{"name":"гайка","count":1}', 'latin1');
    expect((await sample.call('POST', '/things', { raw: new Uint8Array(raw), headers: json })).status).toBe(
      201,
    );
    const broken = Buffer.from([0x7b, 0x22, 0xd0, 0x22, 0x7d]);
    expect(
      (await sample.call('POST', '/things', { raw: new Uint8Array(broken), headers: json })).status,
    ).toBe(400);
  });

  test('a megabyte passes and one byte more does not; a larger limit holds where the route says so', async () => {
    const send = async (path: string, raw: string) =>
      (await sample.call('POST', path, { raw, headers: json })).status;
    expect(await send('/things', sized(1024 * 1024))).toBe(201);
    expect(await send('/things', sized(1024 * 1024 + 1))).toBe(413);
    expect(await send('/large-things', `{"name":"${'x'.repeat(4 * 1024 * 1024 - 11)}"}`)).toBe(201);
    expect(await send('/large-things', `{"name":"${'x'.repeat(4 * 1024 * 1024 - 10)}"}`)).toBe(413);
  });

  test('a body of unstated length is cut at the limit too', async () => {
    const stream = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 40; i++) controller.enqueue(new TextEncoder().encode('x'.repeat(64 * 1024)));
        controller.close();
      },
    });
    const response = await fetch(`${sample.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: json,
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
  });

  test.each([
    ['text/plain', 'x'],
    ['application/x-www-form-urlencoded', 'name=a&count=1'],
    ['multipart/form-data; boundary=x', '--x--'],
  ])('%s is not taken', async (type, raw) => {
    const answer = await sample.call('POST', '/things', { raw, headers: { 'Content-Type': type } });
    expect(answer.status).toBe(415);
    expect(answer.body.code).toBe('request.media_type');
  });

  test('a compressed body is not taken', async () => {
    const answer = await sample.call('POST', '/things', {
      raw: 'x',
      headers: { ...json, 'Content-Encoding': 'gzip' },
    });
    expect(answer.status).toBe(415);
  });

  test('no body counts as an empty object', async () => {
    expect(faultsIn(await sample.call('POST', '/things'))).toEqual([
      '/count field.missing',
      '/name field.missing',
    ]);
    expect((await sample.call('POST', `/things/${ID}/submit`)).status).toBe(204);
    expect((await sample.call('POST', `/things/${ID}/submit`, { body: {} })).status).toBe(204);
    expect(faultsIn(await sample.call('POST', `/things/${ID}/submit`, { body: { force: true } }))).toEqual([
      '/force field.unknown',
    ]);
  });

  test('a form is taken where the route says so, and held to the same schema', async () => {
    const login = (raw: string) =>
      sample.call('POST', '/auth/login', {
        raw,
        token: null,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      });
    const good = await login(`username=007&password=${encodeURIComponent('пароль')}&grant_type=password`);
    expect(good.body).toEqual({ access_token: '007' });
    expect(faultsIn(await login('username=a&username=b&x=1'))).toEqual([
      '/password field.missing',
      '/username field.wrong_type',
      '/x field.unknown',
    ]);
  });
});

describe('queries', () => {
  const list = (query: string) => sample.call('GET', `/things/${query}`);
  const seen = async (query: string) => {
    const { items } = (await list(query)).body as unknown as { items: { name: string }[] };
    return JSON.parse(items[0]?.name ?? '') as unknown;
  };

  test('texts become what the schema says', async () => {
    expect(await seen('')).toEqual({ limit: 50 });
    expect(await seen('?limit=200&status=open,closed&late=true')).toEqual({
      limit: 200,
      status: ['open', 'closed'],
      late: true,
    });
  });

  test.each([
    ['?limit=0', '?limit field.out_of_range'],
    ['?limit=201', '?limit field.out_of_range'],
    ['?limit=', '?limit field.wrong_type'],
    ['?limit=ten', '?limit field.wrong_type'],
    ['?limit=1&limit=2', '?limit field.bad_format'],
    ['?status=open,lost', '?status field.not_allowed'],
    ['?late=perhaps', '?late field.wrong_type'],
    ['?sort=name', '?sort field.unknown'],
    ['?__proto__=1', '?__proto__ field.unknown'],
    ['?cursor=%00', '?cursor field.bad_text'],
    ['?cursor=nonsense', '?cursor field.bad_format'],
    [
      `?cursor=${Buffer.from('["2026-03-01T08:00:00Z","1"]').toString('base64url')}`,
      '?cursor field.bad_format',
    ],
  ])('%s is refused', async (query, fault) => {
    const answer = await list(query);
    expect(answer.status).toBe(400);
    expect(faultsIn(answer)).toContain(fault);
  });

  test('a route without a query takes none', async () => {
    expect(faultsIn(await sample.call('GET', `/things/${ID}?x=1`))).toEqual(['?x field.unknown']);
  });

  test('the cursor of a page leads to the next', async () => {
    const { next_cursor } = (await list('?limit=1')).body;
    expect((await list(`?limit=1&cursor=${String(next_cursor)}`)).status).toBe(200);
  });
});

describe('paths', () => {
  test('a trailing slash makes no difference', async () => {
    for (const path of ['/things', '/things/', `/things/${ID}`, `/things/${ID}/`])
      expect((await sample.call('GET', path)).status).toBe(200);
  });

  test('a fixed word is found before a parameter', async () => {
    expect((await sample.call('GET', '/things/default', { token: null })).body.name).toBe('usual');
  });

  test.each(['1', 'null', '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a1g', '%00', '%zz', '..%2f..', `${ID}%20`])(
    'an id that is no UUID is not there: %s',
    async (id) => {
      const answer = await sample.call('GET', `/things/${id}`);
      expect(answer.status).toBe(404);
      expect(answer.body.code).toBe('check.not_found');
    },
  );

  test('an unknown path is 404, another method 405 with Allow', async () => {
    expect((await sample.call('GET', '/nothing')).body.code).toBe('request.not_found');
    const answer = await sample.call('PUT', '/things');
    expect(answer.status).toBe(405);
    expect(answer.body.code).toBe('request.method_not_allowed');
    expect(answer.headers.get('Allow')).toBe('GET, HEAD, POST, OPTIONS');
    expect((await sample.call('OPTIONS', '/things', { token: null })).status).toBe(204);
  });
});
