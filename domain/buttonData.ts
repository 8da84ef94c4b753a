import { isUuid } from './plainText';

/**
 * What a button says when it is pressed. Telegram allows 64 bytes: the subject's UUID goes in 22 characters, and what
 * follows is short words of the dialogs' own (a question by its place in the structure, an option by its number).
 */
export interface ButtonPress {
  /** What is wanted: `[a-z]{1,8}`. */
  verb: string;
  /** The check or action that it is about. */
  subject?: string;
  /** Each of `[A-Za-z0-9_-]`, none empty. */
  words: string[];
}

const VERSION = '1';
const MOST_BYTES = 64;
const VERB = /^[a-z]{1,8}$/;
const WORD = /^[A-Za-z0-9_-]+$/;
const SHORT_ID = /^[A-Za-z0-9_-]{22}$/;
const NO_SUBJECT = '-';

/** `1:<verb>:<22 characters or ->:<word>:…`. Throws where it does not fit: what goes in is ours. */
export function buttonData(verb: string, subject?: string, ...words: (string | number)[]): string {
  const parts = words.map(String);
  if (!VERB.test(verb) || !parts.every((word) => WORD.test(word)))
    throw new RangeError(`not for a button: ${[verb, ...parts].join(':')}`);
  const data = [VERSION, verb, subject === undefined ? NO_SUBJECT : shortId(subject), ...parts].join(':');
  if (data.length > MOST_BYTES) throw new RangeError(`too long for a button: ${data}`);
  return data;
}

/** Undefined for whatever this version of the bot has not made. */
export function readButton(data: string): ButtonPress | undefined {
  const [version, verb = '', subject = '', ...words] = data.split(':');
  if (version !== VERSION || data.length > MOST_BYTES || !VERB.test(verb)) return undefined;
  if (!words.every((word) => WORD.test(word))) return undefined;
  if (subject === NO_SUBJECT) return { verb, words };
  const id = longId(subject);
  return id === undefined ? undefined : { verb, subject: id, words };
}

function shortId(uuid: string): string {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
}

function longId(short: string): string | undefined {
  if (!SHORT_ID.test(short)) return undefined;
  const hex = Buffer.from(short, 'base64url').toString('hex');
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  // The last character has bits to spare: another spelling of the same id is not one of ours.
  return isUuid(uuid) && shortId(uuid) === short ? uuid : undefined;
}
