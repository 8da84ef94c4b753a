import DataLoader from 'dataloader';
import { DomainError } from '../../domain/errors';
import { actionsOf, findActions } from '../../services/actions/findActions';
import { findAreas } from '../../services/areas/findAreas';
import { commentsOf } from '../../services/checks/commentsOf';
import { findChecks } from '../../services/checks/findChecks';
import { judgedAnswers } from '../../services/checks/judgedAnswers';
import { originsOf } from '../../services/checks/originsOf';
import { timelinesOf } from '../../services/checks/timelinesOf';
import type { ScheduleRow } from '../../db/repositories/schedules';
import type { ServiceContext } from '../../services/context';
import { findAttached } from '../../services/files/findAttached';
import { reportsOf } from '../../services/reports/reportsOf';
import { findTemplates } from '../../services/templates/findTemplates';
import { findUsers } from '../../services/users/findUsers';
import { namesOf } from '../../services/users/namesOf';
import { ledgersOf } from '../../services/schedules/listSlots';
import type { ListedCheckJson } from '../schemas/check';
import { decodeSlotPlace } from '../slotCursor';
import type { Clock } from './context';

type Load<Key, Value> = (ctx: ServiceContext, keys: readonly Key[]) => Promise<readonly Value[]>;

/** One query's loads: what many fields ask for in the same moment is one statement, within what the caller may see. */
export function createLoaders(ctx: ServiceContext, clock: Clock) {
  const loader = <Key, Value>(load: Load<Key, Value>, cacheKeyFn?: (key: Key) => string) =>
    new DataLoader<Key, Value, Key | string>(async (keys) => {
      if (clock.over) throw new DomainError('query.timed_out');
      return load(ctx, keys);
    }, cacheKeyFn && { cacheKeyFn });
  const byId = <Row extends { id: string }>(find: Load<string, Row>) => loader(single(find, (row) => row.id));

  return {
    actions: loader(single(findActions, ({ action }) => action.id)),
    actionsOfChecks: loader(grouped(actionsByCheck)),
    areas: byId(findAreas),
    answers: loader(answersOf, ({ id }: ListedCheckJson) => id),
    checks: loader(single(findChecks, ({ check }) => check.id)),
    comments: loader(grouped(commentsOf)),
    files: byId(findAttached),
    names: byId(namesOf),
    origins: byId(originsOf),
    /** The newest `limit` of each check. */
    reports: perPage((limit: number) =>
      loader(grouped((_ctx, ids: readonly string[]) => reportsOf(ctx, ids, limit))),
    ),
    slots: perPage((...page: SlotPage) => loader(ledgers(page))),
    templates: loader(findTemplates, ({ template_id, version }) => `${template_id}:${version}`),
    timelines: perPage((limit: number, afterSeq?: number) => loader(timelinePages(limit, afterSeq))),
    users: byId(findUsers),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;

/** Rows in the order of the keys, null where there is none. */
const single =
  <Row>(find: Load<string, Row>, keyOf: (row: Row) => string): Load<string, Row | null> =>
  async (ctx, keys) => {
    const rows = new Map((await find(ctx, keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  };

/** The rows of each check. */
const grouped =
  <Row extends { check_id: string }>(find: Load<string, Row>): Load<string, Row[]> =>
  async (ctx, ids) => {
    const rows = new Map<string, Row[]>(ids.map((id) => [id, []]));
    for (const row of await find(ctx, ids)) rows.get(row.check_id)?.push(row);
    return ids.map((id) => rows.get(id) ?? []);
  };

const actionsByCheck = async (ctx: ServiceContext, checkIds: readonly string[]) =>
  (await actionsOf(ctx, checkIds)).map((row) => ({ check_id: row.action.check_id ?? '', row }));

const answersOf = async (ctx: ServiceContext, checks: readonly ListedCheckJson[]) => {
  const answers = await judgedAnswers(
    ctx,
    checks.map(({ area, executor, ...check }) => ({
      ...check,
      area_id: area?.id ?? null,
      executor_id: executor.id,
    })),
  );
  return checks.map(({ id }) => answers.get(id) ?? []);
};

const timelinePages =
  (limit: number, afterSeq: number | undefined) => async (ctx: ServiceContext, ids: readonly string[]) => {
    const { byCheck, names } = await timelinesOf(ctx, ids, {
      limit,
      ...(afterSeq !== undefined && { afterSeq }),
    });
    return ids.map((id) => ({ items: [], hasNext: false, ...byCheck.get(id), names }));
  };

type SlotPage = [fromMs: number, toMs: number, limit: number, after: string | undefined];

const ledgers =
  ([from, to, limit, after]: SlotPage) =>
  async (ctx: ServiceContext, schedules: readonly ScheduleRow[]) =>
    ledgersOf(ctx, schedules, {
      from: new Date(from),
      to: new Date(to),
      limit,
      ...(after !== undefined && { after: decodeSlotPlace(after, '?after') }),
    });

/** Fields that ask for the same page share a loader. */
function perPage<Page extends (string | number | undefined)[], Value>(create: (...page: Page) => Value) {
  const made = new Map<string, Value>();
  return (...page: Page): Value => {
    const key = page.join(':');
    const loader = made.get(key) ?? create(...page);
    made.set(key, loader);
    return loader;
  };
}
