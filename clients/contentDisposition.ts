/** Types that a browser may show in place; all else it has to save, since it could run with our origin. */
const SHOWN_IN_PLACE = new Set(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']);

/** The header of RFC 6266, with the name in both forms of RFC 5987; nothing in the name can end the header or a quote. */
export function contentDisposition(fileName: string, contentType: string, inline: boolean): string {
  const type = inline && SHOWN_IN_PLACE.has(contentType) ? 'inline' : 'attachment';
  const name = fileName.replace(/\p{Cs}/gu, '\ufffd').replace(/[\p{Cc}\\/]/gu, '');
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, escaped);
  return `${type}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

const escaped = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
