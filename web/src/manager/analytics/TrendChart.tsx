import { Select } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { AnalyticsSummary } from '../data/types';
import { useFilters } from '../data/useFilters';
import { useManagerWords } from '../words';
import { Axis } from './Axis';
import { ChartCard } from './ChartCard';
import type { Figures } from './figures';
import { Legend } from './Legend';
import { type Days, eachDay } from './period';
import { HEIGHT, LEFT, niceTop, yOf } from './scale';
import { useDayText } from './useDayText';
import { usePercent } from './usePercent';

const MEASURES = ['pass_rate', 'on_time_rate', 'checks', 'late', 'overdue', 'missed'] as const;
const RATES: readonly string[] = ['pass_rate', 'on_time_rate'];

interface Pair {
  day: string;
  now: number | null;
  dayBefore: string;
  before: number | null;
}
interface TrendChartProps {
  days: Days;
  summary: AnalyticsSummary;
  daysBefore: Days;
  before: AnalyticsSummary;
}

/** One figure day by day, over the same figure of as many days just before. */
export function TrendChart({ days, summary, daysBefore, before }: TrendChartProps) {
  const t = useManagerWords();
  const dayText = useDayText();
  const percent = usePercent();
  const { values, set } = useFilters(['measure'] as const);
  const measure = MEASURES.find((one) => one === values.measure) ?? 'pass_rate';
  const isRate = RATES.includes(measure);
  const { ref, width } = useElementSize();
  const pairs = pairsOf(days, summary, daysBefore, before, measure);
  const textOf = (value: number | null) => (isRate ? percent(value) : String(value ?? '—'));
  const rate = isRate ? { isRate: true as const } : {};
  return (
    <ChartCard
      name="trend"
      title={t('analytics.trend')}
      text={t('analytics.trend_text')}
      rows={pairs}
      keyOf={({ day }) => day}
      columns={[
        { title: 'analytics.day', value: ({ day }) => day, shown: ({ day }) => dayText(day) },
        { title: `analytics.${measure}`, value: ({ now }) => now, ...rate },
        {
          title: 'analytics.day_before',
          value: ({ dayBefore }) => dayBefore,
          shown: ({ dayBefore }) => dayText(dayBefore),
        },
        { title: 'analytics.value_before', value: (pair) => pair.before, ...rate },
      ]}
      chart={
        <div>
          <Select
            label={t('analytics.measure')}
            value={measure}
            allowDeselect={false}
            maw={260}
            mb="sm"
            data={MEASURES.map((one) => ({ value: one, label: t(`analytics.${one}`) }))}
            onChange={(one) => set({ measure: one === 'pass_rate' ? '' : (one ?? '') })}
          />
          <Legend
            items={[
              { line: 'full', text: t('analytics.this_period') },
              { line: 'dashed', text: t('analytics.period_before') },
            ]}
          />
          <div ref={ref} style={{ minHeight: HEIGHT }}>
            {width > 0 && (
              <Lines
                pairs={pairs}
                width={width}
                isRate={isRate}
                textOf={textOf}
                label={t(`analytics.${measure}`)}
              />
            )}
          </div>
        </div>
      }
    />
  );
}

interface LinesProps {
  pairs: readonly Pair[];
  width: number;
  isRate: boolean;
  textOf: (value: number | null) => string;
  label: string;
}

function Lines({ pairs, width, isRate, textOf, label }: LinesProps) {
  const dayText = useDayText();
  const all = pairs.flatMap(({ now, before }) => [now ?? 0, before ?? 0]);
  const top = isRate ? 1 : niceTop(Math.max(1, ...all));
  const step = (width - LEFT) / pairs.length;
  const x = (index: number) => LEFT + step * (index + 0.5);
  const path = (valueOf: (pair: Pair) => number | null) =>
    pairs
      .flatMap((pair, index) => {
        const value = valueOf(pair);
        return value === null ? [] : [`${x(index)},${yOf(value, top)}`];
      })
      .join(' ');
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={label}>
      <Axis width={width} top={top} textOf={textOf} steps={pairs.map(({ day }) => dayText(day))} />
      <polyline
        points={path(({ before }) => before)}
        fill="none"
        stroke="var(--chart)"
        strokeWidth="2"
        strokeDasharray="4 4"
        opacity="0.75"
      />
      <polyline points={path(({ now }) => now)} fill="none" stroke="var(--chart)" strokeWidth="2.5" />
      {pairs.map(({ day, now, dayBefore, before }, index) => (
        <g key={day}>
          <title>{`${dayText(day)}: ${textOf(now)}; ${dayText(dayBefore)}: ${textOf(before)}`}</title>
          <rect x={x(index) - step / 2} width={step} height={HEIGHT} fill="transparent" />
          {before !== null && (
            <circle
              cx={x(index)}
              cy={yOf(before, top)}
              r="3"
              fill="var(--card)"
              stroke="var(--chart)"
              strokeWidth="1.5"
            />
          )}
          {now !== null && <circle cx={x(index)} cy={yOf(now, top)} r="4" fill="var(--chart)" />}
        </g>
      ))}
    </svg>
  );
}

/** Day by day; where nothing was opened there is no rate, and counts are nought. */
function pairsOf(
  days: Days,
  summary: AnalyticsSummary,
  daysBefore: Days,
  before: AnalyticsSummary,
  measure: keyof Figures,
): Pair[] {
  const none = RATES.includes(measure) ? null : 0;
  const valueOf = ({ by_day }: AnalyticsSummary) => {
    const found = new Map(by_day.map((one) => [one.day, one[measure]]));
    return (day: string) => found.get(day) ?? none;
  };
  const [now, then] = [valueOf(summary), valueOf(before)];
  const former = eachDay(daysBefore);
  return eachDay(days).map((day, index) => {
    const dayBefore = former[index] ?? '';
    return { day, now: now(day), dayBefore, before: then(dayBefore) };
  });
}
