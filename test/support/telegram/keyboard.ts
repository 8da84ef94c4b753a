import { type Params, assertParams } from './params';
import { Refusal, badRequest } from './refusal';

export interface SeenButton {
  text: string;
  data?: string;
  url?: string;
}

const MOST_BUTTONS = 100;
const MOST_IN_A_ROW = 8;
const MOST_DATA_BYTES = 64;

/** An inline keyboard as published; an empty one only where it takes a keyboard away. */
export function keyboardOf(markup: unknown, mayBeEmpty: boolean): SeenButton[][] {
  if (markup === undefined) return [];
  assertParams({ inline_keyboard: 'array' }, markup as Params);
  const rows = (markup as { inline_keyboard: unknown[] }).inline_keyboard;
  if (rows.length === 0 && !mayBeEmpty) badRequest('the keyboard is empty');
  const keyboard = rows.map((row) => {
    if (!Array.isArray(row)) return badRequest('a row of the keyboard is no array');
    if (row.length === 0) badRequest('a row of the keyboard is empty');
    if (row.length > MOST_IN_A_ROW) badRequest('a row of the keyboard is too long');
    return row.map(buttonOf);
  });
  if (keyboard.flat().length > MOST_BUTTONS) badRequest('reply markup is too long');
  return keyboard;
}

function buttonOf(button: Params): SeenButton {
  assertParams({ text: 'string', 'callback_data?': 'string', 'url?': 'string' }, button);
  const { text, callback_data: data, url } = button as { text: string; callback_data?: string; url?: string };
  if (text.trim() === '') badRequest('text buttons are unallowed in the inline keyboard');
  if ((data === undefined) === (url === undefined)) badRequest('a button does exactly one thing');
  if (data !== undefined) {
    const size = Buffer.byteLength(data);
    if (size < 1 || size > MOST_DATA_BYTES) throw new Refusal(400, 'Bad Request: BUTTON_DATA_INVALID');
    return { text, data };
  }
  const { hostname, protocol } = new URL(url ?? '');
  if (!['http:', 'https:', 'tg:'].includes(protocol) || (protocol !== 'tg:' && !hostname.includes('.')))
    badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  return { text, url: url as string };
}
