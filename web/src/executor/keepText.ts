import { localPhoto } from './localFiles';

/** Into the clipboard; also on a page without TLS, where the browser gives no other way. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

/** As files of the device: the words, and each picture that is on it. */
export async function saveOnDevice(name: string, text: string, pictures: readonly string[]): Promise<void> {
  save(`${name}.txt`, new Blob([text], { type: 'text/plain' }));
  for (const [index, id] of pictures.entries()) {
    const blob = (await localPhoto(id))?.blob;
    if (blob) save(`${name}-${index + 1}.${blob.type === 'image/png' ? 'png' : 'jpg'}`, blob);
  }
}

function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
