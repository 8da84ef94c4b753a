import { api } from './client';

const links = new Map<string, Promise<string>>();

/** An address for `<img>`, good while the page is open; the file itself is fetched with the caller's rights. */
export function fileLink(id: string, size: 'full' | 'thumb' = 'full'): Promise<string> {
  const key = `${id} ${size}`;
  const known = links.get(key) ?? load(id, size);
  links.set(key, known);
  known.catch(() => links.delete(key));
  return known;
}

/** For the next person. */
export function forgetLinks(): void {
  for (const link of links.values()) void link.then(URL.revokeObjectURL, () => undefined);
  links.clear();
}

async function load(id: string, size: string): Promise<string> {
  return URL.createObjectURL(await api.blob(`/files/${id}${size === 'thumb' ? '?size=thumb' : ''}`));
}
