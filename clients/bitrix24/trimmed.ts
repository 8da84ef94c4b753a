import { storable } from '../../domain/plainText';

const LONGEST_TEXT = 400;
const MOST_ITEMS = 20;
const DEEPEST = 6;
const SECRET = /^(auth|access_token|refresh_token|client_secret|application_token)$/i;

/** A copy small enough to keep, without secrets: neither under their names nor within texts. */
export function trimmed(value: unknown, secrets: readonly string[] = [], depth = 0): unknown {
  if (typeof value === 'string') {
    const clean = secrets.reduce(
      (text, secret) => (secret === '' ? text : text.replaceAll(secret, '***')),
      value,
    );
    return storable(
      clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT)}… (${clean.length})` : clean,
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(value))
    return value.slice(0, MOST_ITEMS).map((item) => trimmed(item, secrets, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_ITEMS * 4)
      .map(([name, item]) => [name, SECRET.test(name) ? '***' : trimmed(item, secrets, depth + 1)]),
  );
}
