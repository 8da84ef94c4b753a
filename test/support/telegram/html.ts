import { Refusal } from './refusal';

const TAGS = new Set([
  ...['b', 'strong', 'i', 'em', 'u', 'ins', 's', 'strike', 'del', 'code', 'pre', 'a', 'blockquote'],
  ...['tg-spoiler', 'span', 'tg-emoji'],
]);
const ATTRIBUTES: Record<string, RegExp> = {
  a: /^ href="[^"<>]+"$/,
  span: /^ class="tg-spoiler"$/,
  'tg-emoji': /^ emoji-id="\d+"$/,
  code: /^( class="language-[\w-]+")?$/,
  blockquote: /^( expandable)?$/,
};
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const NEXT = /<(\/?)([a-z-]+)((?: [^<>]*)?)>|&(?:([a-z]+)|#(\d+)|#x([0-9a-f]+));|[<>&]/gi;

/** The text that a person reads. Stricter than Telegram, which lets a bare `&` or `>` pass. */
export function plainOf(html: string): string {
  const open: string[] = [];
  const fault = (words: string, at: number): never => {
    const offset = Buffer.byteLength(html.slice(0, at));
    throw new Refusal(400, `Bad Request: can't parse entities: ${words} at byte offset ${offset}`);
  };
  const text = html.replace(
    NEXT,
    (
      found: string,
      slash: string,
      tag: string,
      rest: string,
      named: string,
      decimal: string,
      hex: string,
      at: number,
    ) => {
      if (tag) {
        if (!TAGS.has(tag)) fault(`Unsupported start tag "${tag}"`, at);
        if (slash) {
          if (open.pop() !== tag) fault(`Unmatched end tag, found "</${tag}>"`, at);
        } else {
          if (!(ATTRIBUTES[tag] ?? /^$/).test(rest)) fault(`Wrong attributes of tag "${tag}"`, at);
          open.push(tag);
        }
        return '';
      }
      if (named) return ENTITIES[named] ?? fault(`Unknown entity "&${named};"`, at);
      if (decimal) return String.fromCodePoint(Number(decimal));
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
      return fault(`Bare "${found}"`, at);
    },
  );
  if (open.length > 0) fault(`Can't find end tag corresponding to start tag "${open.at(-1)}"`, html.length);
  return text;
}
