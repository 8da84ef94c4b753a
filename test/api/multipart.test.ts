import { SAMPLE_ROUTES } from './sampleRoutes';
import { faultsIn, startSample, type Sample } from './startSample';

const ID = '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a13';
const MEGABYTE = 1024 * 1024;

let sample: Sample;
beforeAll(async () => {
  sample = await startSample(SAMPLE_ROUTES);
});
afterAll(() => sample.stop());

function aForm(parts: Record<string, string>, files: Record<string, number> = {}): FormData {
  const form = new FormData();
  for (const [name, text] of Object.entries(parts)) form.append(name, text);
  for (const [name, sizeBytes] of Object.entries(files))
    form.append(name, new Blob([Buffer.alloc(sizeBytes)]), 'снимок.jpg');
  return form;
}

const comment = (raw: FormData) => sample.call('POST', `/things/${ID}/comment`, { raw });
const upload = (raw: FormData) => sample.call('POST', '/uploads', { raw });

test('a file with a Russian name arrives with its fields', async () => {
  const answer = await comment(aForm({ text: 'течь', page: '2' }, { photo: 3 }));
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({ text: 'течь', page: 2, name: 'снимок.jpg', size_bytes: 3 });
});

test('the same route takes JSON', async () => {
  const answer = await sample.call('POST', `/things/${ID}/comment`, { body: { text: 'течь' } });
  expect(answer.body).toEqual({ text: 'течь', page: 0, name: '', size_bytes: 0 });
});

test('fields are held to the schema', async () => {
  const faults = faultsIn(await comment(aForm({ page: 'two', x: '1' })));
  expect(faults).toEqual(['/page field.wrong_type', '/text field.missing', '/x field.unknown']);
  expect(faultsIn(await comment(aForm({ text: 'a', __proto__x: '1' })))).toEqual([
    '/__proto__x field.unknown',
  ]);
});

test('a file under another name, a second one and a missing one are refused', async () => {
  expect(faultsIn(await comment(aForm({ text: 'a' }, { picture: 1 })))).toEqual(['/picture field.unknown']);
  expect(faultsIn(await upload(aForm({})))).toEqual(['/file field.missing']);
  expect(faultsIn(await sample.call('POST', '/uploads'))).toEqual(['/file field.missing']);
  const two = aForm({}, { file: 1 });
  two.append('file', new Blob(['x']), 'b.jpg');
  expect((await upload(two)).status).toBe(400);
});

test('25 MiB pass and one byte more does not', async () => {
  expect((await upload(aForm({}, { file: 25 * MEGABYTE }))).body).toEqual({ size_bytes: 25 * MEGABYTE });
  const answer = await upload(aForm({}, { file: 25 * MEGABYTE + 1 }));
  expect(answer.status).toBe(413);
  expect(answer.body.code).toBe('file.too_large');
  expect((await upload(aForm({}, { file: 40 * MEGABYTE }))).status).toBe(413);
});

test('a body that breaks off is refused', async () => {
  const raw = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc';
  const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
  expect((await sample.call('POST', '/uploads', { raw, headers })).status).toBe(400);
  const without = { 'Content-Type': 'multipart/form-data' };
  expect((await sample.call('POST', '/uploads', { raw, headers: without })).status).toBe(400);
});

test('JSON is not taken where only a file is', async () => {
  expect((await sample.call('POST', '/uploads', { body: {} })).status).toBe(415);
});
