import type { ChecksAsked } from '../data/checksPath';
import type { ManagerKey } from '../words';
import type { Column } from './ChartCard';
import { LISTED, type ListOf, isListed } from './listed';
import { ListLink } from './ListLink';

/** What every row of figures has. */
export interface Figures {
  checks: number;
  completed: number;
  passed: number;
  pass_rate: number | null;
  to_be_done: number;
  late: number;
  on_time_rate: number | null;
  overdue: number;
  missed: number;
}

const SHOWN: { key: keyof Figures; title: ManagerKey; isRate?: true }[] = [
  { key: 'checks', title: 'analytics.checks' },
  { key: 'completed', title: 'analytics.completed' },
  { key: 'passed', title: 'analytics.passed' },
  { key: 'pass_rate', title: 'analytics.pass_rate', isRate: true },
  { key: 'on_time_rate', title: 'analytics.on_time_rate', isRate: true },
  { key: 'late', title: 'analytics.late' },
  { key: 'overdue', title: 'analytics.overdue' },
  { key: 'missed', title: 'analytics.missed' },
];

/** The columns that all tables of figures share; each count leads to the checks that it counts. */
export const figureColumns = <Row extends Figures>(
  listOf: ListOf,
  rowOf: (row: Row) => ChecksAsked,
): Column<Row>[] =>
  SHOWN.map(({ key, title, isRate }) => ({
    title,
    value: (row) => row[key],
    ...(isRate && { isRate }),
    ...(isListed(key) && {
      shown: (row: Row) =>
        row[key] === 0 ? 0 : <ListLink to={listOf({ ...rowOf(row), ...LISTED[key] })}>{row[key]}</ListLink>,
    }),
  }));
