import type { Page, PageRequest } from '../../db/page';

const PAGE = 500;

/** All that a list holds, page by page. */
export async function* allOf<Row>(list: (page: PageRequest) => Promise<Page<Row>>): AsyncGenerator<Row[]> {
  let page: PageRequest = { limit: PAGE };
  for (;;) {
    const { items, next } = await list(page);
    yield items;
    if (!next) return;
    page = { limit: PAGE, after: next };
  }
}
