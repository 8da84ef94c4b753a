import type {
  AnalyticsFilter,
  CheckCounts,
  FailedQuestion,
  LateCount,
} from '../../db/repositories/analytics';
import { ANALYTICS_SCOPE, scopeOf } from '../../db/scope';
import { DAY_MS } from '../../domain/duration';
import { DomainError } from '../../domain/errors';
import { abilityOf } from '../../policies/ability';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';

export const LONGEST_SUMMARY_DAYS = 366;
const TOP_FAILED = 20;

export interface CheckFigures extends Omit<CheckCounts, 'on_time'> {
  /** Not submitted by their due time, of those that were to be done. */
  late: number;
  /** Passed of completed, 0…1; null where nothing is completed. */
  pass_rate: number | null;
  /** Submitted by their due time of those that were to be done, 0…1; null where nothing was. */
  on_time_rate: number | null;
}

/** Up to so long each day is told by itself, beyond that each week. */
const LONGEST_BY_DAYS = 31;

export interface Summary extends CheckFigures {
  by_area: (CheckFigures & { area_id: string | null; name: string | null })[];
  by_day: (CheckFigures & { day: string })[];
  top_failed: FailedQuestion[];
  late_by_area: { step: 'day' | 'week'; items: LateCount[] };
}

export type SummaryRequest = Omit<AnalyticsFilter, 'from' | 'to'> & { from?: Date; to?: Date };

/** Of the checks opened in the last thirty days unless told. @throws DomainError `request.invalid` beyond 366 days */
export async function summarise(ctx: ServiceContext, request: SummaryRequest): Promise<Summary> {
  authorize(ctx.actor, 'view', 'Analytics');
  const to = request.to ?? ctx.now();
  const from = request.from ?? new Date(to.getTime() - 30 * DAY_MS);
  if (to.getTime() - from.getTime() > LONGEST_SUMMARY_DAYS * DAY_MS)
    throw new DomainError('request.invalid', { faults: [{ path: '?to', code: 'analytics.span' }] });
  const filter = { ...request, from, to };
  const scope = scopeOf(abilityOf(ctx.actor), 'view', 'Analytics', ANALYTICS_SCOPE);
  const { analytics } = ctx.db.read;
  const step = to.getTime() - from.getTime() > LONGEST_BY_DAYS * DAY_MS ? 'week' : 'day';
  const [totals, byArea, byDay, top_failed, late] = await Promise.all([
    analytics.totals(scope, filter),
    analytics.byArea(scope, filter),
    analytics.byDay(scope, filter),
    analytics.topFailed(scope, filter, TOP_FAILED),
    analytics.lateByArea(scope, filter, step),
  ]);
  return {
    ...figuresOf(totals),
    by_area: byArea.map(({ area_id, name, ...counts }) => ({ area_id, name, ...figuresOf(counts) })),
    by_day: byDay.map(({ day, ...counts }) => ({ day, ...figuresOf(counts) })),
    top_failed,
    late_by_area: { step, items: late },
  };
}

function figuresOf({
  checks,
  completed,
  passed,
  on_time,
  to_be_done,
  overdue,
  missed,
}: CheckCounts): CheckFigures {
  return {
    ...{ checks, completed, passed, to_be_done },
    late: to_be_done - on_time,
    pass_rate: rate(passed, completed),
    on_time_rate: rate(on_time, to_be_done),
    ...{ overdue, missed },
  };
}

function rate(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}
