import { useLanguage } from '../../words/words';
import type { AnalyticsSummary } from '../data/types';
import { type ManagerWords, useManagerWords } from '../words';
import { LISTED, type ListOf, isListed } from './listed';
import { ListLink } from './ListLink';
import { usePercent } from './usePercent';

const TILES = ['checks', 'completed', 'pass_rate', 'on_time_rate', 'late', 'overdue', 'missed'] as const;
type Measure = (typeof TILES)[number];
const RATES: readonly Measure[] = ['pass_rate', 'on_time_rate'];
const BAD: readonly Measure[] = ['late', 'overdue', 'missed'];

interface TilesProps {
  summary: AnalyticsSummary;
  before: AnalyticsSummary | undefined;
  listOf: ListOf;
}

/** The figures of the whole, each against as many days just before. */
export function Tiles({ summary, before, listOf }: TilesProps) {
  const t = useManagerWords();
  const language = useLanguage();
  const percent = usePercent();
  return (
    <dl className="m-tiles">
      {TILES.map((measure) => {
        const value = summary[measure];
        const text = RATES.includes(measure) ? percent(value) : (value ?? 0).toLocaleString(language);
        return (
          <div key={measure} className="m-tile">
            <dt>{t(`analytics.${measure}`)}</dt>
            <dd {...(BAD.includes(measure) && value ? { style: { color: 'var(--late)' } } : {})}>
              {isListed(measure) ? <ListLink to={listOf(LISTED[measure])}>{text}</ListLink> : text}
            </dd>
            <dd className="m-tile-trend">
              {before && trendText(t, language, measure, value, before[measure])}
            </dd>
            {measure === 'pass_rate' && summary.passed < summary.completed && (
              <dd className="m-tile-trend">
                <ListLink to={listOf({ status: 'completed', verdict: 'fail' })}>
                  {t('analytics.failed_checks', { count: summary.completed - summary.passed })}
                </ListLink>
              </dd>
            )}
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
