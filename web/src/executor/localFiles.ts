import { newId } from '../api/newId';
import { store } from '../api/store';

const LOCAL = 'local:';

/** Keeps a picture on this device until it has been sent; its id stands in an answer's value or files. */
export async function keepPhoto(blob: Blob, name: string): Promise<string> {
  const id = LOCAL + newId();
  await (await store()).put('photos', { id, blob, name });
  return id;
}

export async function localPhoto(id: string): Promise<Blob | undefined> {
  return (await (await store()).get('photos', id))?.blob;
}

export function isLocal(fileId: unknown): fileId is string {
  return typeof fileId === 'string' && fileId.startsWith(LOCAL);
}

/** The same for each try, so that a repeated upload is one file. */
export function uploadKey(localId: string): string {
  return localId.slice(LOCAL.length);
}
