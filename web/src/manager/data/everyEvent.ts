import { api } from '../../api/client';
import { withQuery } from './query';

interface Course<Item, Planned> {
  items: Item[];
  planned: Planned[];
  next_cursor: string | null;
}

const PAGE = 200;
const MOST_PAGES = 10;

/** The whole of a timeline, which comes oldest first, so that the newest is never left out. */
export async function everyEvent<Item, Planned>(path: string): Promise<Course<Item, Planned>> {
  const items: Item[] = [];
  let cursor: string | null = null;
  for (let page = 1; ; page += 1) {
    const found: Course<Item, Planned> = await api.get(withQuery(path, { limit: PAGE, cursor }));
    items.push(...found.items);
    cursor = found.next_cursor;
    if (cursor === null || page === MOST_PAGES) return { ...found, items };
  }
}
