import { DateTime } from 'luxon';
import type { AnalyticsSummary } from '../data/types';
import { useManagerWords } from '../words';
import { ChartCard } from './ChartCard';
import { type ListOf, placeOf } from './listed';
import { ListLink } from './ListLink';
import { useDayText } from './useDayText';

type Late = AnalyticsSummary['late_by_area'];
type LateCount = Late['items'][number];
/** More columns than this would not be read. */
const MOST_COLUMNS = 31;

/** Where and when checks were late: areas down, days or weeks across, the figure in each field. */
export function LateGrid({ late: { step, items }, listOf }: { late: Late; listOf: ListOf }) {
  const t = useManagerWords();
  const dayText = useDayText();
  const lateOf = ({ area_id, since }: LateCount) =>
    listOf({ ...placeOf(area_id), late: 'true', opened_from: since, opened_to: lastDay(since, step) });
  return (
    <ChartCard
      name="late"
      title={t('analytics.late_by_area')}
      text={t(`analytics.late_by_area_text.${step}`)}
      rows={items}
      keyOf={({ area_id, since }) => `${area_id} ${since}`}
      empty={t('analytics.no_late')}
      columns={[
        { title: 'common.area', value: ({ name }) => name ?? t('common.no_area') },
        { title: `analytics.${step}`, value: ({ since }) => since, shown: ({ since }) => dayText(since) },
        { title: 'analytics.to_be_done', value: ({ to_be_done }) => to_be_done },
        {
          title: 'analytics.late',
          value: (count) => count.late,
          shown: (count) => (count.late === 0 ? 0 : <ListLink to={lateOf(count)}>{count.late}</ListLink>),
        },
        {
          title: 'analytics.late_share',
          value: (count) => Math.round((count.late / count.to_be_done) * 10_000) / 10_000,
          isRate: true,
        },
      ]}
      chart={<Grid items={items} lateOf={lateOf} />}
    />
  );
}

/** The day itself, or the Sunday of its week. */
const lastDay = (since: string, step: Late['step']): string =>
  step === 'day' ? since : (DateTime.fromISO(since).plus({ days: 6 }).toISODate() ?? since);

type LateOf = (count: LateCount) => string | undefined;

function Grid({ items, lateOf }: { items: readonly LateCount[]; lateOf: LateOf }) {
  const t = useManagerWords();
  const dayText = useDayText();
  const columns = [...new Set(items.map(({ since }) => since))].sort().slice(-MOST_COLUMNS);
  const areas = new Map<string | null, LateCount[]>();
  for (const item of items) areas.set(item.area_id, [...(areas.get(item.area_id) ?? []), item]);
  return (
    <div className="m-scroll" role="region" aria-label={t('analytics.late_by_area')} tabIndex={0}>
      <table className="m-late">
        <thead>
          <tr>
            <td />
            {columns.map((since) => (
              <th key={since} scope="col">
                {dayText(since)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...areas].map(([area_id, counts]) => (
            <tr key={area_id}>
              <th scope="row">{counts[0]?.name ?? t('common.no_area')}</th>
              {columns.map((since) => {
                const count = counts.find((one) => one.since === since);
                return <Field key={since} count={count} lateOf={lateOf} />;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Field({ count, lateOf }: { count: LateCount | undefined; lateOf: LateOf }) {
  const t = useManagerWords();
  if (!count) return <td />;
  const { late, to_be_done } = count;
  const words = t('analytics.late_of', { late, all: to_be_done });
  return (
    <td
      title={words}
      style={{ '--share': `${Math.round((late / to_be_done) * 100)}%` } as React.CSSProperties}
    >
      {late === 0 ? (
        <span aria-label={words}>·</span>
      ) : (
        <ListLink to={lateOf(count)} aria-label={words}>
          {late}
        </ListLink>
      )}
    </td>
  );
}
