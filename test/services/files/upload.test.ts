import { createHash } from 'node:crypto';
import type { UserActor } from '../../../domain/actor';
import { DomainError } from '../../../domain/errors';
import { completeUpload } from '../../../services/files/completeUpload';
import { startUpload } from '../../../services/files/startUpload';
import { uploadFile } from '../../../services/files/uploadFile';
import * as made from '../../clients/pictures';
import { type FileBench, failing, fileBench, post } from './fileBench';

let bench: FileBench;
let ivan: UserActor;
beforeAll(async () => {
  bench = await fileBench();
  ivan = await bench.build.aUser({});
});
afterAll(() => bench.close());

async function anUpload(content: Buffer, content_type = 'image/jpeg', name = 'a.jpg') {
  const started = await startUpload(bench.as(ivan), { name, content_type, size_bytes: content.length });
  expect((await post(started.upload, content)).status).toBeLessThan(300);
  return started;
}

const rawOf = (id: string) => bench.storage.stat(`raw/${id}`);
const unreadable = (code: string) => ({ code: 'file.unreadable', details: { faults: [{ path: '', code }] } });

describe('an upload straight to S3', () => {
  it('becomes a ready file: kept anew under another key, with its hash and size, and the raw object gone', async () => {
    const photo = await made.aPhonePhoto({ width: 600, height: 400 });
    const { id } = await anUpload(photo);
    const file = await completeUpload(bench.as(ivan), id);

    expect(file).toMatchObject({ id, status: 'ready', width: 400, height: 600, content_type: 'image/jpeg' });
    expect(await bench.row(id)).toEqual(file);
    const kept = await bench.storage.get(file.object_key);
    expect(kept.length).toBe(file.size_bytes);
    expect(createHash('sha256').update(kept).digest('hex')).toBe(file.sha256);
    expect(kept.includes('Proverka Phone')).toBe(false);
    expect((await bench.storage.stat(file.thumbnail_key ?? ''))?.contentType).toBe('image/webp');
    expect(await rawOf(id)).toBeUndefined();

    const { sha256, size_bytes } = file;
    const picture = { content_type: 'image/jpeg', sha256, size_bytes, width: 400, height: 600 };
    expect(await bench.audited(id)).toMatchObject([
      { action: 'file.create', user_id: ivan.user_id },
      {
        action: 'file.complete',
        diff: { before: { status: 'pending' }, after: { status: 'ready', ...picture } },
      },
    ]);
  });

  it('completed eight times at once gives one file, one audit entry and no other objects', async () => {
    const { id } = await anUpload(await made.aJpeg());
    const files = await Promise.all(Array.from({ length: 8 }, () => completeUpload(bench.as(ivan), id)));
    expect(new Set(files.map((file) => file.object_key)).size).toBe(1);
    expect(await completeUpload(bench.as(ivan), id)).toEqual(files[0]);
    expect((await bench.audited(id)).map(({ action }) => action)).toEqual(['file.create', 'file.complete']);
    expect(await bench.storage.stat(files[0]?.object_key ?? '')).toBeDefined();
  });

  it('that was never sent cannot be completed', async () => {
    const { id } = await startUpload(bench.as(ivan), {
      name: 'a',
      content_type: 'image/png',
      size_bytes: 10,
    });
    await expect(completeUpload(bench.as(ivan), id)).rejects.toMatchObject({ code: 'file.not_uploaded' });
  });

  it('that lies about its type is refused and removed, and stays pending', async () => {
    const { id } = await anUpload(await made.aPng(), 'image/jpeg');
    await expect(completeUpload(bench.as(ivan), id)).rejects.toMatchObject(unreadable('file.other_type'));
    expect(await rawOf(id)).toBeUndefined();
    expect((await bench.row(id))?.status).toBe('pending');
    await expect(completeUpload(bench.as(ivan), id)).rejects.toMatchObject({ code: 'file.not_uploaded' });
  });

  it('that was cut off is refused, and may be sent again by the same policy', async () => {
    const whole = await made.noise(300, 200);
    const announced = { name: 'a.jpg', content_type: 'image/jpeg', size_bytes: whole.length };
    const { id, upload } = await startUpload(bench.as(ivan), announced);
    await post(upload, whole.subarray(0, whole.length / 2));
    await expect(completeUpload(bench.as(ivan), id)).rejects.toMatchObject(unreadable('file.damaged'));
    expect((await post(upload, whole)).status).toBeLessThan(300);
    expect((await completeUpload(bench.as(ivan), id)).status).toBe('ready');
  });

  it('of somebody else is not there', async () => {
    const petr = await bench.build.aUser({});
    const { id } = await anUpload(await made.aJpeg());
    await expect(completeUpload(bench.as(petr), id)).rejects.toMatchObject({ code: 'file.not_found' });
  });

  it('stays as it was when S3 goes away in between', async () => {
    const { id } = await anUpload(await made.aJpeg());
    const down = failing(bench.storage, 'put', new DomainError('service.unavailable'));
    const outage = completeUpload({ ...bench.as(ivan), storage: down }, id);
    await expect(outage).rejects.toMatchObject({ code: 'service.unavailable' });
    expect((await completeUpload(bench.as(ivan), id)).status).toBe('ready');
  });

  it('is ready although its raw object could not be removed', async () => {
    const { id } = await anUpload(await made.aJpeg());
    const down = failing(bench.storage, 'remove', new DomainError('service.unavailable'));
    expect((await completeUpload({ ...bench.as(ivan), storage: down }, id)).status).toBe('ready');
  });
});

describe('what may be announced', () => {
  const start = (over: object) =>
    startUpload(bench.as(ivan), { name: 'a.jpg', content_type: 'image/jpeg', size_bytes: 1, ...over });

  it.each([
    ['image/heic', 'file.heic'],
    ['image/heif', 'file.heic'],
    ['image/gif', 'file.unknown_type'],
    ['image/svg+xml', 'file.unknown_type'],
    ['application/pdf', 'file.unknown_type'],
    ['text/html', 'file.unknown_type'],
  ])('not %s', async (content_type, code) => {
    const refusal = { code: 'file.unreadable', details: { faults: [{ path: '/content_type', code }] } };
    await expect(start({ content_type })).rejects.toMatchObject(refusal);
  });

  it('25 MiB, and not a byte more or nothing at all', async () => {
    const most = 25 * 1024 * 1024;
    await start({ size_bytes: most });
    await expect(start({ size_bytes: most + 1 })).rejects.toMatchObject({ code: 'file.too_large' });
    await expect(start({ size_bytes: 0 })).rejects.toMatchObject({ code: 'file.unreadable' });
  });

  it('content one byte longer than announced does not reach S3', async () => {
    const { id, upload } = await start({ size_bytes: 500 });
    expect((await post(upload, Buffer.alloc(501))).status).toBeGreaterThanOrEqual(400);
    expect(await rawOf(id)).toBeUndefined();
  });

  it.each([
    ['фото «до».jpg', 'фото «до».jpg'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\fakepath\\a.jpg', 'a.jpg'],
    ['a\r\nSet-Cookie: x.jpg', 'aSet-Cookie: x.jpg'],
    ['a"b.jpg', 'a"b.jpg'],
    ['exe.\u202egpj', 'exe.gpj'],
    ['..', 'picture'],
    ['/', 'picture'],
  ])('the name %j, kept as %j', async (name, kept) => {
    const { id } = await start({ name });
    expect((await bench.row(id))?.name).toBe(kept);
  });
});

describe('an upload in one go', () => {
  const upload = (content: Buffer, content_type = 'image/jpeg') =>
    uploadFile(bench.as(ivan), { name: 'a.jpg', content, content_type });

  it('is ready at once', async () => {
    const file = await upload(await made.aPhonePhoto());
    expect(file).toMatchObject({ status: 'ready', width: 40, height: 60, uploaded_by: ivan.user_id });
    expect(await bench.row(file.id)).toEqual(file);
    expect(await bench.storage.stat(file.object_key)).toMatchObject({ sizeBytes: file.size_bytes });
    expect(await bench.audited(file.id)).toMatchObject([{ action: 'file.create' }]);
  });

  it('of a program that does not know the type is taken for what it is', async () => {
    expect((await upload(await made.aPng(), 'application/octet-stream')).content_type).toBe('image/png');
  });

  it.each([
    ['a page behind a PNG header', made.HTML_BEHIND_PNG_HEADER, 'image/png', 'file.damaged'],
    ['an SVG called PNG', made.SVG, 'image/png', 'file.unknown_type'],
    ['a decompression bomb', made.aBomb(), 'image/png', 'file.too_many_pixels'],
    ['nothing', Buffer.alloc(0), 'image/png', 'file.unknown_type'],
    ['a HEIC', made.HEIC, 'image/heic', 'file.heic'],
    ['a PDF', made.PDF, 'application/pdf', 'file.unknown_type'],
  ])('refuses %s', async (_what, content, content_type, code) => {
    await expect(upload(content, content_type)).rejects.toMatchObject(unreadable(code));
  });
});
