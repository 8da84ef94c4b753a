import type { PersonRow } from '../../db/repositories/people';
import type { Services } from '../context';

/** Who is linked to the chat, working or not. */
export async function personOfChat(
  { db }: Pick<Services, 'db'>,
  chatId: number,
): Promise<PersonRow | undefined> {
  const link = await db.read.telegramLinks.findByAccount(chatId);
  return link && db.read.people.find(link.user_id);
}
