import { useElementSize } from '@mantine/hooks';
import { useId } from 'react';
import { useNavigate } from 'react-router';
import type { ChecksAsked } from '../data/checksPath';
import type { AnalyticsSummary } from '../data/types';
import { useManagerWords } from '../words';
import { Axis } from './Axis';
import { ChartCard } from './ChartCard';
import { figureColumns } from './figures';
import { Legend } from './Legend';
import type { ListOf } from './listed';
import { ListLink } from './ListLink';
import { type Days as Period, eachDay } from './period';
import { HEIGHT, LEFT, niceTop, yOf } from './scale';
import { useDayText } from './useDayText';

type Days = AnalyticsSummary['by_day'];
const WIDEST_BAR = 56;

interface DayChartProps {
  days: Days;
  period: Period;
  listOf: ListOf;
}

const dayAsked = (day: string): ChecksAsked => ({ opened_from: day, opened_to: day });

/** Checks by the day of their opening, those that passed in the full part. */
export function DayChart({ days, period, listOf }: DayChartProps) {
  const t = useManagerWords();
  const dayText = useDayText();
  const { ref, width } = useElementSize();
  return (
    <ChartCard
      name="by_day"
      title={t('analytics.by_day')}
      text={t('analytics.by_day_text')}
      rows={days}
      keyOf={({ day }) => day}
      columns={[
        {
          title: 'analytics.day',
          value: ({ day }) => day,
          shown: ({ day }) => <ListLink to={listOf(dayAsked(day))}>{dayText(day)}</ListLink>,
        },
        ...figureColumns<Days[number]>(listOf, ({ day }) => dayAsked(day)),
      ]}
      chart={
        <div>
          <Legend
            items={[
              { fill: 'var(--chart)', text: t('analytics.passed') },
              { hatched: true, text: t('analytics.not_passed') },
            ]}
          />
          <div ref={ref} style={{ minHeight: HEIGHT }}>
            {width > 0 && <Bars days={withQuietDays(days, period)} width={width} listOf={listOf} />}
          </div>
        </div>
      }
    />
  );
}

interface Bar {
  day: string;
  checks: number;
  passed: number;
}

/** A day is reckoned in its area's zone, so that one may lie just beyond the reader's. */
function withQuietDays(days: Days, period: Period): Bar[] {
  const quiet = new Map<string, Bar>(eachDay(period).map((day) => [day, { day, checks: 0, passed: 0 }]));
  for (const day of days) quiet.set(day.day, day);
  return [...quiet.values()].sort((a, b) => a.day.localeCompare(b.day));
}

interface BarsProps {
  days: readonly Bar[];
  width: number;
  listOf: ListOf;
}

function Bars({ days, width, listOf }: BarsProps) {
  const t = useManagerWords();
  const dayText = useDayText();
  const navigate = useNavigate();
  const hatch = useId();
  const top = niceTop(Math.max(1, ...days.map(({ checks }) => checks)));
  const step = (width - LEFT) / days.length;
  const bar = Math.min(WIDEST_BAR, step * 0.7);
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={t('analytics.by_day')}>
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--chart-pale)" />
          <rect width="2" height="6" fill="var(--chart)" />
        </pattern>
      </defs>
      <Axis width={width} top={top} textOf={String} steps={days.map(({ day }) => dayText(day))} />
      {days.map(({ day, checks, passed }, index) => {
        const list = listOf(dayAsked(day));
        const x = LEFT + step * index + (step - bar) / 2;
        const [yAll, yPassed, y0] = [yOf(checks, top), yOf(passed, top), yOf(0, top)];
        return (
          <g
            key={day}
            {...(list !== undefined && {
              style: { cursor: 'pointer' },
              onClick: () => void navigate(list),
            })}
          >
            <title>{`${dayText(day)}: ${checks}, ${t('analytics.passed').toLowerCase()} ${passed}`}</title>
            <rect x={x} y={yAll} width={bar} height={yPassed - yAll} fill={`url(#${hatch})`} />
            <rect x={x} y={yPassed} width={bar} height={y0 - yPassed} fill="var(--chart)" />
          </g>
        );
      })}
    </svg>
  );
}
