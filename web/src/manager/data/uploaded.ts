import { api } from '../../api/client';
import { shrunk } from '../../executor/photo';

/** Sends a picture, made smaller on the way, and gives its id; one that the browser cannot draw goes as it is, and the server says what is wrong. */
export async function uploaded(picture: File): Promise<string> {
  const small = await shrunk(picture).catch(() => undefined);
  const form = new FormData();
  if (small) form.append('file', small, `${picture.name.replace(/\.\w+$/, '')}.jpg`);
  else form.append('file', picture, picture.name);
  return (await api.post<{ id: string }>('/files/', form)).id;
}
