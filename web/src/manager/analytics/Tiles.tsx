import type { AnalyticsSummary } from '../data/types';
import { useManagerWords } from '../words';
import { usePercent } from './usePercent';

/** The figures of the whole. */
export function Tiles({ summary }: { summary: AnalyticsSummary }) {
  const t = useManagerWords();
  const percent = usePercent();
  const { checks, completed, pass_rate, on_time_rate, overdue, missed } = summary;
  const tiles = [
    [t('analytics.checks'), checks, false],
    [t('analytics.completed'), completed, false],
    [t('analytics.pass_rate'), percent(pass_rate), false],
    [t('analytics.on_time_rate'), percent(on_time_rate), false],
    [t('analytics.overdue'), overdue, overdue > 0],
    [t('analytics.missed'), missed, missed > 0],
  ] as const;
  return (
    <dl className="m-tiles">
      {tiles.map(([name, value, isBad]) => (
        <div key={name} className="m-tile">
          <dd style={isBad ? { color: 'var(--late)' } : undefined}>{value}</dd>
          <dt style={{ order: 1 }}>{name}</dt>
        </div>
      ))}
    </dl>
  );
}
