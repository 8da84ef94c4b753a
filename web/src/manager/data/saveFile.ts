import { api } from '../../api/client';

/** Fetches a file with the reader's rights and has the browser save it. */
export async function saveFile(path: string, name: string): Promise<void> {
  const address = URL.createObjectURL(await api.blob(path));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
