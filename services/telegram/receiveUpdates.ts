import { DomainError } from '../../domain/errors';
import { storable } from '../../domain/plainText';
import type { Services } from '../context';

type Json = Record<string, unknown>;

/**
 * Keeps what Telegram has told, to be handled from the rows; what is known already stays as it is.
 * @throws DomainError `request.invalid` for what is no update; `service.unavailable`
 */
export async function receiveUpdates(
  { db }: Pick<Services, 'db'>,
  updates: readonly unknown[],
): Promise<void> {
  await db.read.telegramUpdates.receive(
    updates.map((update) => {
      const body = asObject(update);
      const { update_id } = body ?? {};
      if (!body || !Number.isSafeInteger(update_id) || (update_id as number) < 0)
        throw new DomainError('request.invalid', {
          faults: [{ path: '/update_id', code: 'field.bad_format' }],
        });
      return { update_id: update_id as number, chat_id: chatOf(body), body: cleaned(body) as Json };
    }),
  );
}

/** Updates of a chat are handled in turn; what has no chat shares the turn of none. */
function chatOf(body: Json): number {
  const inside = asObject(body.message) ?? asObject(body.my_chat_member) ?? asObject(body.callback_query);
  const chat = asObject(inside?.chat) ?? asObject(asObject(inside?.message)?.chat) ?? asObject(inside?.from);
  return Number.isSafeInteger(chat?.id) ? (chat?.id as number) : 0;
}

/** Without what Postgres cannot keep in a text; one such message would keep all others from being received. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.map(cleaned);
  const object = asObject(value);
  return object
    ? Object.fromEntries(Object.entries(object).map(([name, member]) => [name, cleaned(member)]))
    : value;
}

const asObject = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
