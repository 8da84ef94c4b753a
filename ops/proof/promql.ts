import { parser } from '@prometheus-io/lezer-promql';

export interface Parsed {
  /** Names of metrics and recorded series, without repeats. */
  metrics: string[];
  /** Each selection of series as it stands, without its range or offset. */
  selectors: string[];
  /** Ranges as they stand, for example `5m` or `$__rate_interval`. */
  ranges: string[];
  /** Where the expression is not PromQL. */
  faults: string[];
}

/** Grafana's variables stand where the grammar wants a duration or a text. */
const RANGE = '$__rate_interval';
const STAND_IN = '1m1s';

/** Takes an expression of PromQL apart. Grafana's variables may stand in it. */
export function parsePromql(expression: string): Parsed {
  const text = expression.replaceAll(RANGE, STAND_IN);
  const parsed: Parsed = { metrics: [], selectors: [], ranges: [], faults: [] };
  const told = (from: number, to: number) => text.slice(from, to).replaceAll(STAND_IN, RANGE);
  parser.parse(text).iterate({
    enter: ({ type, from, to, node }) => {
      if (type.isError) parsed.faults.push(`${told(Math.max(0, from - 20), from)}⟨here⟩${told(to, to + 20)}`);
      if (type.name === 'VectorSelector') {
        parsed.selectors.push(told(from, to).trim());
        const name = node.getChild('Identifier');
        if (name) parsed.metrics.push(told(name.from, name.to));
      }
      if (type.name === 'MatrixSelector') {
        const range = node.lastChild;
        if (range) parsed.ranges.push(told(range.from, range.to));
      }
    },
  });
  return {
    ...parsed,
    metrics: [...new Set(parsed.metrics)].filter((name) => name !== 'ALERTS'),
    selectors: [...new Set(parsed.selectors)],
  };
}

/** The metric behind a sample's name: of a histogram its buckets, sum and count are samples. */
export const metricOf = (sample: string): string => sample.replace(/_(bucket|sum|count)$/, '');
