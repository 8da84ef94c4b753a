import { api } from '../../api/client';
import { shrunk } from '../../executor/photo';

const sent = new WeakMap<File, Promise<string>>();

/** Sends a picture once, however often what it belongs to has to be sent again, and gives its id. */
export function uploaded(picture: File): Promise<string> {
  const before = sent.get(picture);
  if (before) return before;
  const sending = send(picture);
  sent.set(picture, sending);
  sending.catch(() => sent.delete(picture));
  return sending;
}

/** Made smaller on the way; one that the browser cannot draw goes as it is, and the server says what is wrong. */
async function send(picture: File): Promise<string> {
  const small = await shrunk(picture).catch(() => undefined);
  const form = new FormData();
  if (small) form.append('file', small, `${picture.name.replace(/\.\w+$/, '')}.jpg`);
  else form.append('file', picture, picture.name);
  return (await api.post<{ id: string }>('/files/', form)).id;
}
