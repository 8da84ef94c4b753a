import type { Dashboard, Rule } from './files';
import { RARE_METRICS, RARE_SELECTIONS } from './outsideMetrics';
import type { RunningPrometheus } from './prometheus';
import { metricOf, parsePromql } from './promql';

export interface Question {
  /** Whose expression it is. */
  of: string;
  expr: string;
  /** A panel has to show a number; of a rule, which is silent while all is well, only what it looks at has to be there. */
  shows: boolean;
}

/** Every expression of boards and rules, as Grafana would ask it. */
export function questionsOf(boards: readonly Dashboard[], rules: readonly Rule[]): Question[] {
  const panels = boards.flatMap(({ file, panels }) =>
    panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ expr }) => ({ of: `${file} · ${title}`, expr: filledIn(expr), shows: true })),
    ),
  );
  return [
    ...panels,
    ...rules.map(({ alert, record, expr }) => ({
      of: alert ?? record ?? '',
      expr,
      shows: record !== undefined,
    })),
  ];
}

const filledIn = (expr: string) => expr.replaceAll('$__rate_interval', '1m').replaceAll('$namespace', '.*');

/** What is wrong with the answer; undefined when it is as it should be. */
export async function faultOf(
  prometheus: RunningPrometheus,
  known: ReadonlySet<string>,
  { expr, shows }: Question,
): Promise<string | undefined> {
  const { metrics, selectors } = parsePromql(expr);
  const isRare = (name: string) => name in RARE_METRICS || metricOf(name) in RARE_METRICS;
  const unknown = metrics.filter((name) => !known.has(name) && !isRare(name));
  if (unknown.length > 0) return `nobody exports ${unknown.join(', ')}`;
  const samples = await prometheus.query(expr);
  if (shows && !metrics.every(isRare) && !samples.some(({ value }) => !Number.isNaN(value)))
    return samples.length > 0 ? 'shows no number' : 'shows nothing';
  for (const selector of selectors) {
    if (selector.startsWith('ALERTS') || metrics.some((name) => selector.startsWith(name) && isRare(name)))
      continue;
    if (selector in RARE_SELECTIONS) continue;
    if ((await prometheus.query(`count(${selector})`)).length === 0) return `selects nothing by ${selector}`;
  }
  return undefined;
}
