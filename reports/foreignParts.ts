const TAG = /<(?:[^<>"']|"[^"]*"|'[^']*')*>/g;
const HREF = /[\w.-]+:href\s*=\s*("[^"]*"|'[^']*')/g;
const LINKS_FOR_READERS = ['text:a', 'draw:a'];
const ACTIVE =
  /<(?:draw:(?:plugin|applet|floating-frame|object-ole)|text:dde-connection|office:dde-source|table:table-source)\b/;
const FETCHING_FIELD = /\b(?:INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|IMPORT|LINK|RD)\b/;

/**
 * Whether a part of a document fetches from elsewhere when it is opened, now or once Carbone has filled it in. What a
 * reader may click on is no such thing.
 */
export function hasForeignParts(xml: string): boolean {
  if (ACTIVE.test(xml)) return true;
  if (FETCHING_FIELD.test(wordFields(xml))) return true;
  return (xml.match(TAG) ?? []).some((tag) => hasMarkedName(tag) || hasForeignHref(tag));
}

/** The same for the relations of a .docx: pictures, objects and templates from outside. */
export function hasForeignRelations(xml: string): boolean {
  return (xml.match(TAG) ?? []).some((tag) => {
    const isLink =
      /\bType\s*=\s*["'][^"'{]*\/hyperlink["']/.test(tag) && /TargetMode\s*=\s*["']External["']/.test(tag);
    return (
      !isLink && (tag.includes('{') || tag.includes('&#') || /TargetMode\s*=\s*["']External["']/i.test(tag))
    );
  });
}

function hasForeignHref(tag: string): boolean {
  if (LINKS_FOR_READERS.includes(/^<([^\s/>]+)/.exec(tag)?.[1] ?? '')) return false;
  return [...tag.matchAll(HREF)].some(([, quoted = '']) => {
    const href = quoted.slice(1, -1).trim();
    return /^[a-z][a-z0-9+.-]*:/i.test(href) || /^(\/|\\|\.\.\/)/.test(href) || /[{\\]|&#/.test(href);
  });
}

/** A marker outside the values of a tag could make a name that was not there to be checked. */
function hasMarkedName(tag: string): boolean {
  return tag.replace(/"[^"]*"|'[^']*'/g, '').includes('{');
}

/** Word keeps a field's command in pieces. */
function wordFields(xml: string): string {
  const pieces = [...xml.matchAll(/<w:instrText[^>]*>([^<]*)<|w:instr="([^"]*)"/g)];
  return pieces.map(([, text, attribute]) => text ?? attribute).join('');
}
