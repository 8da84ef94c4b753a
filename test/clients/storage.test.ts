import { randomUUID } from 'node:crypto';
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';
import { Readable } from 'node:stream';
import { type PostPolicy, createStorage } from '../../clients/storage';
import { testParts } from '../support/parts';

function aStorage(over: Partial<Parameters<typeof createStorage>[0]> = {}) {
  return createStorage({ ...testParts().s3, bucket: `storage-${randomUUID().slice(0, 8)}`, ...over });
}

function formOf({ fields }: PostPolicy, content: Buffer): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([content]), 'a');
  return form;
}

describe('the bucket', () => {
  const storage = aStorage();
  beforeAll(() => storage.ensureBucket());

  it('can be asked for twice', () => storage.ensureBucket());
  it('answers the readiness check', () => storage.check());

  it('gives back what was put, from a buffer and from a stream', async () => {
    await storage.put('one', Buffer.from('Привет'), 'text/plain');
    await storage.put('two', Readable.from([Buffer.from('ab'), Buffer.from('cd')]), 'text/plain', 4);
    expect(String(await storage.get('one'))).toBe('Привет');
    expect(String(await storage.get('two'))).toBe('abcd');
    expect(await storage.stat('one')).toMatchObject({ sizeBytes: 12, contentType: 'text/plain' });
  });

  it('says that an object is not there, and removes it without complaint', async () => {
    expect(await storage.find('none')).toBeUndefined();
    expect(await storage.stat('none')).toBeUndefined();
    await expect(storage.get('none')).rejects.toThrow('no object none');
    await storage.remove('none');
  });

  it('reads no more than it is told to', async () => {
    await storage.put('big', Buffer.alloc(1000), 'text/plain');
    await expect(storage.get('big', 999)).rejects.toMatchObject({ code: 'file.too_large' });
    expect(await storage.get('big', 1000)).toHaveLength(1000);
  });

  it('signs links that need no key, with the name and type asked for', async () => {
    await storage.put('linked', Buffer.from('x'), 'text/html');
    const options = { expiresSeconds: 60, fileName: 'отчёт".html', contentType: 'text/html', inline: true };
    const answer = await fetch(await storage.presignGet('linked', options));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="_{5}_.html"; filename\*=UTF-8''/,
    );
  });

  it('a link changed by one letter does not open', async () => {
    await storage.put('linked-2', Buffer.from('x'), 'text/plain');
    const options = { expiresSeconds: 60, fileName: 'a', contentType: 'text/plain', inline: false };
    const link = await storage.presignGet('linked-2', options);
    expect((await fetch(link.replace('linked-2', 'linked'))).status).toBe(403);
    expect((await fetch(link.replace('attachment', 'inline'))).status).toBe(403);
  });

  it('takes a posted form of the declared size, and none that is a byte longer or of another type', async () => {
    const allowed = { contentType: 'image/png', maxBytes: 100, expiresSeconds: 60 };
    const policy = await storage.postPolicy('posted', allowed);
    const sent = await fetch(policy.url, { method: 'POST', body: formOf(policy, Buffer.alloc(100, 1)) });
    expect(sent.status).toBeLessThan(300);
    expect(await storage.get('posted')).toEqual(Buffer.alloc(100, 1));

    const longer = await storage.postPolicy('longer', allowed);
    const refused = await fetch(longer.url, { method: 'POST', body: formOf(longer, Buffer.alloc(101)) });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    const other = { ...longer, fields: { ...longer.fields, 'Content-Type': 'text/html' } };
    expect((await fetch(other.url, { method: 'POST', body: formOf(other, Buffer.alloc(9)) })).status).toBe(
      403,
    );
    const elsewhere = { ...longer, fields: { ...longer.fields, key: 'elsewhere' } };
    expect(
      (await fetch(longer.url, { method: 'POST', body: formOf(elsewhere, Buffer.alloc(9)) })).status,
    ).toBe(403);
    expect(await storage.stat('longer')).toBeUndefined();
    expect(await storage.stat('elsewhere')).toBeUndefined();
  });
});

describe('signing', () => {
  it('needs no network and is done for the public address', async () => {
    const storage = aStorage({
      endpoint: 'http://127.0.0.1:1',
      publicEndpoint: 'https://photos.example:8443',
    });
    const link = await storage.presignGet('a', {
      expiresSeconds: 1,
      fileName: 'a',
      contentType: 'image/png',
      inline: true,
    });
    expect(link).toMatch(`https://photos.example:8443/${storage.bucket}/a?`);
    const { url } = await storage.postPolicy('a', {
      contentType: 'image/png',
      maxBytes: 1,
      expiresSeconds: 1,
    });
    expect(url).toBe(`https://photos.example:8443/${storage.bucket}`);
  });
});

describe('while S3 is down', () => {
  const unavailable = { code: 'service.unavailable' };

  it('every call says so', async () => {
    const storage = aStorage({ endpoint: 'http://127.0.0.1:1' });
    await expect(storage.get('a')).rejects.toMatchObject({ ...unavailable, cause: { code: 'ECONNREFUSED' } });
    await expect(storage.put('a', Buffer.from('a'), 'text/plain')).rejects.toMatchObject(unavailable);
    await expect(storage.remove('a')).rejects.toMatchObject(unavailable);
    await expect(storage.check()).rejects.toMatchObject(unavailable);
    await expect(storage.ensureBucket()).rejects.toMatchObject(unavailable);
  });

  it('a wrong key and a missing bucket are no answer either', async () => {
    await expect(aStorage({ secretKey: 'wrong' }).get('a')).rejects.toMatchObject(unavailable);
    await expect(aStorage().check()).rejects.toMatchObject(unavailable);
  });

  describe('and silent', () => {
    const sockets = new Set<Socket>();
    let server: Server;
    beforeAll((done) => {
      server = createServer((socket) => void sockets.add(socket)).listen(0, '127.0.0.1', done);
    });
    afterAll((done) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => done());
    });

    it('no call outlives its limit', async () => {
      const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const storage = aStorage({ endpoint, totalTimeoutMs: 300 });
      await expect(storage.get('a')).rejects.toMatchObject(unavailable);
      await expect(
        storage.put('a', Readable.from([Buffer.from('a')]), 'text/plain', 1),
      ).rejects.toMatchObject(unavailable);
    });
  });
});
