import { dayEnd, dayStart } from '../data/days';
import { CHECK_FILTERS, type CheckFilterValues, askedBy } from './CheckFilters';

/** What only an address asks for: each is named on the page, and dropped there. */
const DRILLED = [
  'late',
  'failed_question_id',
  'area_below',
  'without_area',
  'opened_from',
  'opened_to',
] as const;

export const LIST_FILTERS = [...CHECK_FILTERS, 'from', 'to', 'verdict', ...DRILLED] as const;
export type ListFilterValues = Record<(typeof LIST_FILTERS)[number], string>;
export type ListPatch = Partial<ListFilterValues>;

/** What the API is asked for. */
export function checksAsked({ from, to, ...rest }: ListFilterValues) {
  return {
    ...askedBy<Omit<ListFilterValues, 'from' | 'to'>>(rest, 'all'),
    ...(from && { from: dayStart(from) }),
    ...(to && { to: dayEnd(to) }),
  };
}

/** A choice in a filter takes along what only made sense with the former one. */
export function withConsequences(patch: Partial<CheckFilterValues>): ListPatch {
  return {
    ...patch,
    ...('template_id' in patch && { failed_question_id: '' }),
    ...('area_id' in patch && { area_below: '', without_area: '' }),
  };
}
