import { DomainError, type Fault } from '../../domain/errors';
import { isUuid } from '../../domain/plainText';
import type { Page, PageRequest } from '../../db/page';
import { decodeCursor, encodeCursor } from '../cursor';
import { isDate } from '../schema/formats';
import { MAX_LIMIT } from '../schemas';
import { type Clock, snakeFields } from './context';

export interface PageArgs {
  first: number | null;
  after?: string | null;
}

export interface ListArgs extends PageArgs {
  filter?: object | null;
}

export const PAGE_SIZE = 50;
const LONGEST_SEARCH = 200;

/** The Relay types around a node. */
export const connectionTypes = (node: string) => `
  type ${node}Connection {
    edges: [${node}Edge!]!
    pageInfo: PageInfo!
  }

  type ${node}Edge {
    "Opaque, the same as REST's"
    cursor: String!
    node: ${node}!
  }
`;

const badFormat = (path: string, expected: string): Fault => ({
  path,
  code: 'field.bad_format',
  params: { expected },
});
const isQuestionId = (value: unknown): boolean => /^[a-z0-9_-]{1,40}$/.test(String(value));

const refused = (faults: Fault[]) => new DomainError('request.invalid', { faults });

/** @throws DomainError `request.invalid` outside 1…200, `query.timed_out` when the query's time is over */
export function limitOf({ first }: { first: number | null }, clock: Clock): number {
  if (clock.over) throw new DomainError('query.timed_out');
  const limit = first ?? PAGE_SIZE;
  if (limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw refused([{ path: '?first', code: 'field.out_of_range', params: { min: 1, max: MAX_LIMIT } }]);
}

/** For lists ordered by age. */
export function pageOf(args: PageArgs, clock: Clock): PageRequest {
  const limit = limitOf(args, clock);
  if (!args.after) return { limit };
  const { created_at, id } = decodeCursor(args.after, '?after');
  return { limit, after: { created_at: new Date(created_at), id } };
}

/** The given fields of a filter by their names in services; their types are the schema's. */
export function filterOf<F>({ filter }: ListArgs): F {
  const faults = Object.entries(filter ?? {}).flatMap(([name, value]): Fault[] => {
    const path = `/filter/${name}`;
    if (value === null) return [];
    if (name === 'failedQuestionId') return isQuestionId(value) ? [] : [badFormat(path, 'question id')];
    if (name.endsWith('Id') && !isUuid(value)) return [badFormat(path, 'uuid')];
    if (name.startsWith('opened') && !isDate(String(value))) return [badFormat(path, 'date')];
    if (name === 'q' && String(value).length > LONGEST_SEARCH)
      return [{ path, code: 'field.too_long', params: { max: LONGEST_SEARCH } }];
    return [];
  });
  if (faults.length > 0) throw refused(faults);
  // The schema's input types have the shapes of the services' filters.
  return Object.fromEntries(snakeFields(filter ?? {})) as F;
}

export function connectionOf<Node>(
  nodes: readonly Node[],
  { cursorOf, hasNext, after }: { cursorOf: (node: Node) => string; hasNext: boolean; after: unknown },
) {
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    page_info: {
      has_next_page: hasNext,
      has_previous_page: Boolean(after),
      start_cursor: edges[0]?.cursor ?? null,
      end_cursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** Of a page of a list ordered by age. */
export function agedConnection<Row, Node extends { id: string; created_at: string }>(
  { items, next }: Page<Row>,
  present: (row: Row) => Node,
  { after }: PageArgs,
) {
  return connectionOf(items.map(present), { cursorOf: encodeCursor, hasNext: next !== null, after });
}
