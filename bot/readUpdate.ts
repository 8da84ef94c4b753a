import type { BotUpdate, Sender, SentFile } from './update';

type Json = Record<string, unknown>;

interface StoredUpdate {
  update_id: number;
  body: Json;
}

/** What came from outside, in the words of the bot; undefined for what it has no use for, groups above all. */
export function readUpdate({ update_id, body }: StoredUpdate): BotUpdate | undefined {
  const message = objectOf(body.message);
  if (message) return fromMessage(update_id, message);
  const press = objectOf(body.callback_query);
  if (press) return fromPress(update_id, press);
  const membership = objectOf(body.my_chat_member);
  return membership && fromMembership(update_id, membership);
}

function fromMessage(update_id: number, message: Json): BotUpdate | undefined {
  const base = baseOf(update_id, message.chat, message.from);
  const message_id = numberOf(message.message_id);
  if (!base || message_id === undefined) return undefined;
  const text = textOf(message.text);
  if (text !== undefined) {
    const command = commandOf(text, message.entities);
    return command
      ? { ...base, kind: 'command', message_id, ...command }
      : { ...base, kind: 'text', message_id, text };
  }
  const sent = photoOf(message.photo) ?? documentOf(message.document);
  if (!sent) return { ...base, kind: 'other', message_id };
  const album = textOf(message.media_group_id);
  const caption = textOf(message.caption);
  return {
    ...base,
    kind: 'file',
    message_id,
    file: sent,
    compressed: message.photo !== undefined,
    ...(album !== undefined && { album }),
    ...(caption !== undefined && { caption }),
  };
}

function fromPress(update_id: number, press: Json): BotUpdate | undefined {
  const message = objectOf(press.message);
  const base = baseOf(update_id, message?.chat, press.from);
  const message_id = numberOf(message?.message_id);
  const callback_id = textOf(press.id);
  if (!base || message_id === undefined || callback_id === undefined) return undefined;
  return { ...base, kind: 'button', message_id, callback_id, data: textOf(press.data) ?? '' };
}

function fromMembership(update_id: number, membership: Json): BotUpdate | undefined {
  const base = baseOf(update_id, membership.chat, membership.from);
  const status = textOf(objectOf(membership.new_chat_member)?.status);
  return base && { ...base, kind: 'membership', member: status !== 'kicked' && status !== 'left' };
}

function baseOf(update_id: number, chat: unknown, from: unknown) {
  const place = objectOf(chat);
  const chat_id = numberOf(place?.id);
  const sender = senderOf(from);
  if (place?.type !== 'private' || chat_id === undefined || sender?.id !== chat_id) return undefined;
  return { update_id, chat_id, sender };
}

function senderOf(from: unknown): Sender | undefined {
  const person = objectOf(from);
  const id = numberOf(person?.id);
  if (!person || id === undefined || person.is_bot === true) return undefined;
  const name = [person.first_name, person.last_name].map(textOf).filter(Boolean).join(' ');
  const language_code = textOf(person.language_code);
  return { id, name: name || String(id), ...(language_code !== undefined && { language_code }) };
}

/** `/start@our_bot abc` → start, `abc`. Telegram marks as a command what it takes for one. */
function commandOf(text: string, entities: unknown): { name: string; rest: string } | undefined {
  const first = Array.isArray(entities) ? objectOf(entities[0]) : undefined;
  if (first?.type !== 'bot_command' || first.offset !== 0) return undefined;
  const [, name = '', rest = ''] = /^\/([A-Za-z0-9_]+)(?:@\w+)?\s*([^]*)$/.exec(text) ?? [];
  return name ? { name: name.toLowerCase(), rest: rest.trim() } : undefined;
}

/** The largest of the sizes that Telegram makes of a photo. */
function photoOf(sizes: unknown): SentFile | undefined {
  if (!Array.isArray(sizes)) return undefined;
  const area = (size: Json | undefined): number =>
    (numberOf(size?.width) ?? 0) * (numberOf(size?.height) ?? 0);
  return fileOf(sizes.map(objectOf).sort((a, b) => area(b) - area(a))[0]);
}

function documentOf(document: unknown): SentFile | undefined {
  const sent = objectOf(document);
  const file = fileOf(sent);
  const name = textOf(sent?.file_name);
  const content_type = textOf(sent?.mime_type);
  return file && { ...file, ...(name && { name }), ...(content_type && { content_type }) };
}

function fileOf(sent: Json | undefined): SentFile | undefined {
  const file_id = textOf(sent?.file_id);
  const size_bytes = numberOf(sent?.file_size);
  return file_id === undefined ? undefined : { file_id, ...(size_bytes !== undefined && { size_bytes }) };
}

const objectOf = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
const numberOf = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) ? (value as number) : undefined;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
