import { Link } from 'react-router';
import { useLanguage } from '../../words/words';
import type { AnalyticsSummary } from '../data/types';
import { type ManagerWords, useManagerWords } from '../words';
import { usePercent } from './usePercent';

const TILES = ['checks', 'completed', 'pass_rate', 'on_time_rate', 'late', 'overdue', 'missed'] as const;
type Measure = (typeof TILES)[number];
const RATES: readonly Measure[] = ['pass_rate', 'on_time_rate'];
const BAD: readonly Measure[] = ['late', 'overdue', 'missed'];

interface TilesProps {
  summary: AnalyticsSummary;
  before: AnalyticsSummary | undefined;
  /** The list behind a figure, where the list can be asked for it. */
  lists: Partial<Record<Measure, string>>;
}

/** The figures of the whole, each against as many days just before. */
export function Tiles({ summary, before, lists }: TilesProps) {
  const t = useManagerWords();
  const language = useLanguage();
  const percent = usePercent();
  return (
    <dl className="m-tiles">
      {TILES.map((measure) => {
        const value = summary[measure];
        const text = RATES.includes(measure) ? percent(value) : (value ?? 0).toLocaleString(language);
        const list = lists[measure];
        return (
          <div key={measure} className="m-tile">
            <dt>{t(`analytics.${measure}`)}</dt>
            <dd {...(BAD.includes(measure) && value ? { style: { color: 'var(--late)' } } : {})}>
              {list ? <Link to={list}>{text}</Link> : text}
            </dd>
            <dd className="m-tile-trend">
              {before && trendText(t, language, measure, value, before[measure])}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** «▲ 4 п. п.»: an arrow and a figure, so that no colour need be seen. */
function trendText(
  t: ManagerWords,
  language: string,
  measure: Measure,
  now: number | null,
  before: number | null,
): string {
  if (now === null || before === null) return t('analytics.no_trend');
  const isRate = RATES.includes(measure);
  const change = isRate ? Math.round((now - before) * 100) : now - before;
  if (change === 0) return t('analytics.same');
  const size = Math.abs(change).toLocaleString(language);
  const words = `${change > 0 ? '▲' : '▼'} ${isRate ? t('analytics.points', { size }) : size}`;
  return t('analytics.change', { change: words });
}
