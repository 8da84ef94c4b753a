import type { AnalyticsSummary } from '../data/types';
import { useManagerWords } from '../words';
import { ChartCard } from './ChartCard';
import { figureColumns } from './figures';
import { type ListOf, placeOf } from './listed';
import { ListLink } from './ListLink';
import { RateBar } from './RateBar';

type Areas = AnalyticsSummary['by_area'];

interface AreaChartProps {
  areas: Areas;
  listOf: ListOf;
}

/** The shares of passed checks and of those done in time, area by area. */
export function AreaChart({ areas, listOf }: AreaChartProps) {
  const t = useManagerWords();
  const named = ({ area_id, name }: Pick<Areas[number], 'area_id' | 'name'>) => (
    <ListLink to={listOf(placeOf(area_id))}>{name ?? t('common.no_area')}</ListLink>
  );
  return (
    <ChartCard
      name="by_area"
      title={t('analytics.by_area')}
      text={t('analytics.by_area_text')}
      rows={areas}
      keyOf={({ area_id }) => area_id ?? ''}
      columns={[
        { title: 'common.area', value: ({ name }) => name ?? t('common.no_area'), shown: named },
        ...figureColumns<Areas[number]>(listOf, ({ area_id }) => placeOf(area_id)),
      ]}
      chart={
        <div>
          {areas.map((area) => (
            <div key={area.area_id} className="m-bars">
              <span>{named(area)}</span>
              <RateBar rate={area.pass_rate} text={t('analytics.passed')} />
              <RateBar rate={area.on_time_rate} text={t('analytics.on_time')} isHatched />
            </div>
          ))}
        </div>
      }
    />
  );
}
