import type { ApiClient, Reply } from '../apiClient';
import { type PictureName, takePicture } from '../pictures';
import type { Teller } from './teller';

interface Announced {
  id: string;
  upload: { url: string; fields: Record<string, string> };
}

/** As a phone does it: announced to the API, sent straight to S3, completed. With a teller, first all the wrong ways. */
export async function uploadByPolicy(
  name: PictureName,
  api: ApiClient,
  stranger: ApiClient,
  teller?: Teller,
): Promise<string> {
  const { content, content_type } = await takePicture(name);
  const announced = { name: `${name}.jpg`, content_type, size_bytes: content.length };
  if (teller) await tryWrongWays(announced, content, api, stranger, teller);
  const { id, upload } = await api.post<Announced>('/files/', announced);
  const sent = await send(upload, content, content_type);
  if (sent.status !== 204 && sent.status !== 201 && sent.status !== 200)
    throw new Error(`S3 не принял фотографию: ${sent.status}`);
  const file = await api.post<{ width: number; height: number; sha256: string }>(`/files/${id}/complete`);
  teller?.tell(
    `Снимок принят: ${file.width}×${file.height}, ${Math.round(content.length / 1024)} КБ, sha256 ${file.sha256.slice(0, 12)}…`,
  );
  return id;
}

async function tryWrongWays(
  announced: { content_type: string; size_bytes: number },
  content: Buffer,
  api: ApiClient,
  stranger: ApiClient,
  { refuses }: Teller,
): Promise<void> {
  const announce = (changed: object) => api.call('POST', '/files/', { ...announced, ...changed });
  await refuses(
    'файл не картинка',
    announce({ content_type: 'application/x-msdownload' }),
    422,
    'file.unreadable',
  );
  await refuses('файл на гигабайт', announce({ size_bytes: 2 ** 30 }), 413, 'file.too_large');
  const reserve = () => api.post<Announced>('/files/', announced);
  const { id, upload } = await reserve();
  const complete = (caller: ApiClient, fileId: string) => caller.call('POST', `/files/${fileId}/complete`);
  await refuses('завершение без загрузки', complete(api, id), 409, 'file.not_uploaded');
  await refuses('чужой файл', complete(stranger, id), 404, 'file.not_found');
  const larger = Buffer.concat([content, Buffer.alloc(1024)]);
  await refuses('больше, чем объявлено', send(upload, larger, announced.content_type), 413, 'file.too_large');
  const lie = await reserve();
  await send(lie.upload, Buffer.from('MZ это не снимок'), announced.content_type);
  await refuses('не снимок под видом снимка', complete(api, lie.id), 422, 'file.unreadable');
}

async function send({ url, fields }: Announced['upload'], content: Buffer, type: string): Promise<Reply> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append('file', new Blob([new Uint8Array(content)], { type }));
  const response = await fetch(url, { method: 'POST', body: form });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}
