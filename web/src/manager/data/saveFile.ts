import { api } from '../../api/client';

/** Fetches a file with the reader's rights and has the browser save it. */
export async function saveFile(path: string, name: string): Promise<void> {
  saveBlob(await api.blob(path), name);
}

export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
