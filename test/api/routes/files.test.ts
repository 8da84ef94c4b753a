import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createStorage, type PostPolicy } from '../../../clients/storage';
import { fileRoutes } from '../../../api/routes/files';
import { storagePassThrough } from '../../../api/storagePassThrough';
import type { UserActor } from '../../../domain/actor';
import * as made from '../../clients/pictures';
import { type FileBench, fileBench, formOf, post } from '../../services/files/fileBench';
import { testParts } from '../../support/parts';
import { type Answer, type Sample, aToken, faultsIn, startSample } from '../startSample';

let bench: FileBench;
let sample: Sample;
const actors = new Map<string, UserActor>();

beforeAll(async () => {
  bench = await fileBench();
  const { s3 } = testParts();
  const { bucket } = bench.storage;
  sample = await startSample(fileRoutes(bench.services), {
    loadSession: async (_session, userId) => actors.get(userId),
    doors: [storagePassThrough({ endpoint: s3.endpoint, bucket })],
  });
  // Links are signed for the application's own address, which is known only now.
  bench.services.storage = createStorage({ ...s3, bucket, publicEndpoint: sample.url });
});
afterAll(async () => {
  await sample.stop();
  await bench.close();
});

async function aCaller(role = 'executor') {
  const actor = await bench.build.aUser({ role });
  actors.set(actor.user_id, actor);
  const token = aToken({ claims: { sub: actor.user_id } });
  const call = (method: string, path: string, options: Parameters<Sample['call']>[2] = {}) =>
    sample.call(method, path, { token, ...options });
  const upload = (content: Buffer, type = 'image/jpeg', name = 'фото.jpg') => {
    const form = new FormData();
    form.append('file', new Blob([content], { type }), name);
    return call('POST', '/files/', { raw: form });
  };
  return { actor, call, upload };
}
type Caller = Awaited<ReturnType<typeof aCaller>>;

async function start({ call }: Caller, content: Buffer, content_type = 'image/jpeg') {
  const answer = await call('POST', '/files/', {
    body: { name: 'a.jpg', content_type, size_bytes: content.length },
  });
  expect(answer.status).toBe(201);
  return answer.body as unknown as { id: string; upload: PostPolicy };
}

const linkOf = (answer: Answer) => answer.headers.get('Location') ?? '';

describe('the story of a photo', () => {
  it('announce, send to the link, complete, look at it, delete it', async () => {
    const ivan = await aCaller();
    const photo = await made.aPhonePhoto({ width: 600, height: 400 });
    const { id, upload } = await start(ivan, photo);
    expect(upload.url.startsWith(`${sample.url}/`)).toBe(true);
    expect(Date.parse(upload.expires_at)).toBeGreaterThan(Date.now());
    expect((await post(upload, photo)).status).toBeLessThan(300);

    const done = await ivan.call('POST', `/files/${id}/complete`);
    expect(done.status).toBe(200);
    const shape = { id, name: 'a.jpg', content_type: 'image/jpeg', width: 400, height: 600, status: 'ready' };
    expect(done.body).toMatchObject({ ...shape, may: ['delete'] });
    expect(done.body.sha256).toMatch(/^[0-9a-f]{64}$/);

    const found = await ivan.call('GET', `/files/${id}`);
    expect(found.status).toBe(302);
    expect(found.headers.get('Cache-Control')).toMatch(/^private, max-age=/);
    const answer = await fetch(linkOf(found));
    expect(answer.status).toBe(200);
    expect((await answer.arrayBuffer()).byteLength).toBe(done.body.size_bytes);
    const thumb = await fetch(linkOf(await ivan.call('GET', `/files/${id}?size=thumb`)));
    expect(thumb.headers.get('Content-Type')).toBe('image/webp');

    expect((await ivan.call('DELETE', `/files/${id}`)).status).toBe(204);
    expect((await fetch(linkOf(found))).status).toBe(404);
    expect((await ivan.call('GET', `/files/${id}`)).status).toBe(404);
  });

  it('a small one goes as multipart and is ready at once', async () => {
    const ivan = await aCaller();
    const answer = await ivan.upload(await made.aPng(), 'image/png', 'подпись.png');
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ name: 'подпись.png', content_type: 'image/png', status: 'ready' });
  });
});

describe('refusals', () => {
  it('say which field and which type, in the words of the caller', async () => {
    const ivan = await aCaller();
    const body = { name: 'a.heic', content_type: 'image/heic', size_bytes: 10 };
    const answer = await ivan.call('POST', '/files/', { body, headers: { 'Accept-Language': 'en' } });
    expect([answer.status, answer.body.code]).toEqual([422, 'file.unreadable']);
    expect(answer.body.errors[0]).toMatchObject({ path: '/content_type', code: 'file.heic' });
    expect(answer.body.errors[0]?.message).toContain('JPEG');
    expect(answer.body.detail).toContain('JPEG, PNG');
  });

  it.each([
    ['an SVG called PNG', made.SVG, 'image/png'],
    ['an SVG', made.SVG, 'image/svg+xml'],
    ['a HEIC', made.HEIC, 'image/heic'],
    ['a page behind a PNG header', made.HTML_BEHIND_PNG_HEADER, 'image/png'],
    ['a bomb', made.aBomb(), 'image/png'],
    ['nothing', Buffer.alloc(0), 'image/jpeg'],
  ])('%s in multipart is 422', async (_what, content, type) => {
    const answer = await (await aCaller()).upload(content, type);
    expect([answer.status, answer.body.code]).toEqual([422, 'file.unreadable']);
  });

  it('a broken upload is 422 at its completion and stays pending', async () => {
    const ivan = await aCaller();
    const { id, upload } = await start(ivan, made.SVG, 'image/png');
    await post(upload, made.SVG);
    const answer = await ivan.call('POST', `/files/${id}/complete`);
    expect([answer.status, answer.body.code, ...faultsIn(answer)]).toEqual([
      422,
      'file.unreadable',
      ' file.unknown_type',
    ]);
    const again = await ivan.call('POST', `/files/${id}/complete`);
    expect([again.status, again.body.code]).toEqual([409, 'file.not_uploaded']);
  });

  it('bodies that are neither', async () => {
    const { call } = await aCaller();
    const missing = await call('POST', '/files/', { body: {} });
    expect(missing.status).toBe(400);
    expect(faultsIn(missing)).toEqual(
      ['/content_type', '/name', '/size_bytes'].map((path) => `${path} field.missing`),
    );
    const body = { name: 'a', content_type: 'image/png', size_bytes: 1, object_key: 'x', __proto__x: 1 };
    expect((await call('POST', '/files/', { body })).status).toBe(400);
    const large = { name: 'a', content_type: 'image/png', size_bytes: 25 * 1024 * 1024 + 1 };
    expect((await call('POST', '/files/', { body: large })).body.code).toBe('file.too_large');
    const wrong = new FormData();
    wrong.append('photo', new Blob(['x']), 'x');
    expect((await call('POST', '/files/', { raw: wrong })).status).toBe(400);
  });

  it("other people's files are not there, by any door", async () => {
    const [ivan, petr] = [await aCaller(), await aCaller('admin')];
    const { id } = (await ivan.upload(await made.aJpeg())).body;
    for (const [method, path] of [
      ['GET', `/files/${id}`],
      ['GET', `/files/${id}?size=thumb`],
      ['POST', `/files/${id}/complete`],
      ['DELETE', `/files/${id}`],
    ] as const)
      expect((await petr.call(method, path)).body.code).toBe('file.not_found');
    expect((await ivan.call('GET', '/files/1')).body.code).toBe('file.not_found');
    expect((await ivan.call('GET', `/files/${id}`, { token: null })).status).toBe(401);
  });

  it('S3 down is 503 with the time to wait', async () => {
    const { upload } = await aCaller();
    const working = bench.services.storage;
    bench.services.storage = createStorage({
      ...testParts().s3,
      bucket: working.bucket,
      endpoint: 'http://127.0.0.1:1',
    });
    const answer = await upload(await made.aJpeg());
    bench.services.storage = working;
    expect([answer.status, answer.body.code]).toEqual([503, 'service.unavailable']);
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
  });
});

describe("the bucket through the application's own address", () => {
  const bucketUrl = () => `${sample.url}/${bench.storage.bucket}`;
  const put = async (key: string, content: Buffer | string, type: string) => {
    await bench.storage.put(key, Buffer.from(content), type);
    const options = { expiresSeconds: 60, fileName: key, contentType: type, inline: true };
    return bench.services.storage.presignGet(key, options);
  };

  it('passes on nothing of S3 but the content and what describes it', async () => {
    const answer = await fetch(await put('a.png', await made.aPng(), 'image/png'), {
      headers: { Authorization: 'Bearer of something' },
    });
    expect(answer.status).toBe(200);
    const names = [...answer.headers.keys()].filter((name) => /^(server$|x-amz|x-minio)/.test(name));
    expect(names).toEqual([]);
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(answer.headers.get('Content-Security-Policy')).toContain('sandbox');
    expect(answer.headers.get('ETag')).toBeTruthy();
    expect(answer.headers.get('Content-Disposition')).toMatch(/^inline/);
  });

  it('never shows a page or an SVG in place', async () => {
    for (const type of ['text/html', 'image/svg+xml']) {
      const answer = await fetch(await put('page', '<script>1</script>', type));
      expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment/);
      expect(answer.headers.get('Content-Security-Policy')).toContain('sandbox');
    }
  });

  it('serves parts, unchanged objects and HEAD', async () => {
    const link = await put('text', '0123456789', 'text/plain');
    const part = await fetch(link, { headers: { Range: 'bytes=2-4' } });
    expect([part.status, await part.text(), part.headers.get('Content-Range')]).toEqual([
      206,
      '234',
      'bytes 2-4/10',
    ]);
    const etag = part.headers.get('ETag') ?? '';
    expect((await fetch(link, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    // A link is signed for GET; S3 takes it for GET alone.
    expect((await fetch(link, { method: 'HEAD' })).status).toBe(403);
  });

  it('refuses what is not a signed read or a posted form', async () => {
    await put('secret', 'secret', 'text/plain');
    const of = async (method: string, path: string, headers = {}) =>
      (await fetch(bucketUrl() + path, { method, headers })).status;
    expect(await of('GET', '')).toBe(404);
    expect(await of('GET', '/')).toBe(404);
    expect(await of('GET', '/?list-type=2')).toBe(404);
    expect(await of('GET', '/secret')).toBe(404);
    expect(await of('GET', '/secret?X-Amz-Signature=00')).toBeGreaterThanOrEqual(400);
    expect(await of('PUT', '/secret')).toBe(405);
    expect(await of('DELETE', '/secret')).toBe(405);
    expect(await of('POST', '?delete', { 'Content-Type': 'multipart/form-data; boundary=a' })).toBe(404);
    expect(await of('POST', '/secret?uploads')).toBe(404);
    expect(await of('POST', '', { 'Content-Type': 'application/xml' })).toBe(415);
    expect(String(await bench.storage.get('secret'))).toBe('secret');
  });

  it('a link does not open another object or last after its time', async () => {
    const link = await put('one', '1', 'text/plain');
    await put('two', '2', 'text/plain');
    const other = await fetch(link.replace('/one?', '/two?'));
    expect([other.status, ((await other.json()) as { code: string }).code]).toEqual([403, 'access.denied']);
    expect((await fetch(link.replace('/one?', '/%2e%2e/one?'))).status).toBeGreaterThanOrEqual(400);
    const longer = link.replace('X-Amz-Expires=60', 'X-Amz-Expires=600');
    expect((await fetch(longer)).status).toBe(403);
  });

  it('a form one byte over the announced size is 413, of another key or type 403, and nothing is stored', async () => {
    const policy = await bench.services.storage.postPolicy('raw/x', {
      contentType: 'image/png',
      maxBytes: 1000,
      expiresSeconds: 60,
    });
    const over = await post(policy, Buffer.alloc(1001));
    expect([over.status, ((await over.json()) as { code: string }).code]).toEqual([413, 'file.too_large']);
    for (const change of [{ key: 'raw/y' }, { 'Content-Type': 'text/html' }])
      expect(
        (await post({ ...policy, fields: { ...policy.fields, ...change } }, Buffer.alloc(9))).status,
      ).toBe(403);
    expect(await bench.storage.stat('raw/x')).toBeUndefined();
    expect((await post(policy, Buffer.alloc(1000))).status).toBeLessThan(300);
    expect((await bench.storage.stat('raw/x'))?.sizeBytes).toBe(1000);
  });

  it('takes 25 MiB, and no more than 26 of anything, announced or not', async () => {
    const most = 25 * 1024 * 1024;
    const allowed = { contentType: 'image/png', maxBytes: most, expiresSeconds: 60 };
    const policy = await bench.services.storage.postPolicy('raw/big', allowed);
    expect((await post(policy, Buffer.alloc(most))).status).toBeLessThan(300);
    const tooMuch = Buffer.alloc(27 * 1024 * 1024);
    expect((await post(policy, tooMuch).catch(() => undefined))?.status ?? 413).toBe(413);
    const form = new Response(formOf(policy, tooMuch));
    const type = form.headers.get('Content-Type') ?? '';
    expect(await chunked(bucketUrl(), type, Buffer.from(await form.arrayBuffer()))).not.toBe(200);
  });

  it('is 503 while S3 is down', async () => {
    const door = storagePassThrough({ endpoint: 'http://127.0.0.1:1', bucket: 'bucket' });
    const down = await startSample([], { doors: [door] });
    const answer = await fetch(`${down.url}/bucket/a?X-Amz-Signature=0`);
    expect([answer.status, answer.headers.has('Retry-After')]).toEqual([503, true]);
    await down.stop();
  });

  it('cuts off a server that falls silent in the middle, and says 503 for one that never answers', async () => {
    const silent = createServer((asked, answer) => {
      if (asked.url?.startsWith('/bucket/half'))
        answer.writeHead(200, { 'content-length': 10 }).write('12345');
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const door = storagePassThrough({ endpoint, bucket: 'bucket', idleTimeoutMs: 200 });
    const slow = await startSample([], { doors: [door] });
    expect((await fetch(`${slow.url}/bucket/none?X-Amz-Signature=0`)).status).toBe(503);
    const half = await fetch(`${slow.url}/bucket/half?X-Amz-Signature=0`);
    await expect(half.text()).rejects.toThrow();
    await slow.stop();
    silent.closeAllConnections();
    silent.close();
  });

  it('leaves other paths alone', async () => {
    expect((await fetch(`${bucketUrl()}-other/a`)).status).toBe(404);
    expect((await fetch(`${sample.url}/health`)).status).toBe(200);
  });

  it('does not write signatures into the log', () => {
    expect(JSON.stringify(sample.log)).not.toContain('X-Amz-Signature');
  });
});

/** A form without its length. The status, or undefined when the connection is closed first. */
function chunked(url: string, type: string, content: Buffer): Promise<number | undefined> {
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', headers: { 'Content-Type': type } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on('error', () => resolve(undefined));
    sent.end(content);
  });
}
