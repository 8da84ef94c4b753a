import type { BitrixComment } from './portal';
import { idIn, listIn, objectOf } from './reading';
import type { Answer } from './transport';

const MOST_PAGES = 40;

/** Messages of a task's chat after one of them, oldest first. */
export async function chatMessages(
  call: (version: 2, method: string, params: Record<string, unknown>) => Promise<Answer>,
  chatId: string,
  afterId: string,
): Promise<BitrixComment[]> {
  const all: BitrixComment[] = [];
  let after = afterId;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { result } = await call(2, 'im.dialog.messages.get', {
      ...{ DIALOG_ID: `chat${chatId}`, FIRST_ID: Number(after), LIMIT: 50 },
    });
    const { messages, users } = objectOf(result);
    const names = new Map(
      listIn(users)
        .map(objectOf)
        .map((user) => [String(user.id), String(user.name ?? '')]),
    );
    const found = listIn(messages)
      .map(objectOf)
      .sort((a, b) => Number(a.id) - Number(b.id));
    for (const { id, author_id, text } of found) {
      const authorId = String(author_id);
      // 0 is the portal itself: who joined, what was changed.
      if (authorId !== '0')
        all.push({ id: idIn(id), authorId, authorName: names.get(authorId) ?? '', text: String(text) });
    }
    const last = found.at(-1);
    if (!last || found.length < 50) break;
    after = idIn(last.id);
  }
  return all;
}
