import '../manager.css';
import { Group, Select, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { useSession } from '../../api/session';
import { EmptyState } from '../../parts/EmptyState';
import { Loading } from '../../parts/Loading';
import { PageTitle } from '../../parts/PageTitle';
import { Problem } from '../../parts/Problem';
import { SavedViews } from '../checks/SavedViews';
import { checksPath } from '../data/checksPath';
import { withQuery } from '../data/query';
import type { AnalyticsSummary } from '../data/types';
import { useFilters } from '../data/useFilters';
import { Filters } from '../parts/Filters';
import { AreaPicker, TemplatePicker } from '../parts/pickers';
import { useManagerWords } from '../words';
import { AreaChart } from './AreaChart';
import { DayChart } from './DayChart';
import { Exports } from './Exports';
import { LateGrid } from './LateGrid';
import type { ListOf } from './listed';
import { type Days, PERIODS, daysBefore, daysOf, momentsOf } from './period';
import { Tiles } from './Tiles';
import { TopFailed } from './TopFailed';
import { TrendChart } from './TrendChart';

const FILTERS = ['period', 'from', 'to', 'area_id', 'template_id'] as const;
type Place = { area_id: string; template_id: string };

/** How the plant's checks went, against as many days just before. */
export function AnalyticsPage() {
  const t = useManagerWords();
  const { values, set, isAny, clear } = useFilters(FILTERS);
  const { period, ...days } = daysOf(values);
  const place = { area_id: values.area_id, template_id: values.template_id };
  const { data, error, refetch } = useSummary(days, place);
  return (
    <div className="m-page">
      <div className="m-head">
        <PageTitle>{t('analytics.title')}</PageTitle>
        <Group gap="xs">
          <SavedViews page="analytics" />
          <Exports query={{ ...momentsOf(days), ...place }} />
        </Group>
      </div>
      <Filters isAny={isAny} clear={clear}>
        <Select
          label={t('analytics.period')}
          value={period}
          allowDeselect={false}
          data={[
            ...PERIODS.map((one) => ({ value: one as string, label: t(`analytics.periods.${one}`) })),
            ...(period === '' ? [{ value: '', label: t('analytics.periods.own') }] : []),
          ]}
          onChange={(one) => set({ period: one ?? '', from: '', to: '' })}
        />
        <TextInput
          type="date"
          label={t('common.from')}
          value={days.from}
          max={days.to}
          onChange={({ currentTarget }) => set({ from: currentTarget.value, to: days.to, period: '' })}
        />
        <TextInput
          type="date"
          label={t('common.to')}
          value={days.to}
          min={days.from}
          onChange={({ currentTarget }) => set({ from: days.from, to: currentTarget.value, period: '' })}
        />
        <AreaPicker value={values.area_id} onPick={(area_id) => set({ area_id })} />
        <TemplatePicker value={values.template_id} onPick={(template_id) => set({ template_id })} />
      </Filters>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && <Loading />}
      {data && data.checks === 0 && (
        <EmptyState title={t('analytics.empty')} text={t('analytics.empty_hint')} />
      )}
      {data && data.checks > 0 && <Summary summary={data} days={days} place={place} />}
    </div>
  );
}

function useSummary(days: Days, place: Place) {
  const query = { ...momentsOf(days), ...place };
  return useQuery({
    queryKey: ['analytics', query],
    queryFn: () => api.get<AnalyticsSummary>(withQuery('/analytics/summary', query)),
    placeholderData: keepPreviousData,
  });
}

function Summary({ summary, days, place }: { summary: AnalyticsSummary; days: Days; place: Place }) {
  const former = daysBefore(days);
  const { data: before } = useSummary(former, place);
  const listOf = useListOf(days, place);
  return (
    <>
      <Tiles summary={summary} before={before} listOf={listOf} />
      {before && <TrendChart days={days} summary={summary} daysBefore={former} before={before} />}
      <DayChart days={summary.by_day} period={days} listOf={listOf} />
      <LateGrid late={summary.late_by_area} listOf={listOf} />
      <AreaChart areas={summary.by_area} listOf={listOf} />
      <TopFailed questions={summary.top_failed} listOf={listOf} />
    </>
  );
}

/**
 * By the same days and place. Who is bound to an area is counted for it alone, but sees his own checks elsewhere too:
 * the list names the area, so that it holds what was counted.
 */
function useListOf(days: Days, place: Place): ListOf {
  const { user, permissions } = useSession();
  if (!permissions.includes('VIEW_CHECKS')) return () => undefined;
  const area_id = place.area_id || (user?.area_id ?? '');
  return (asked) => checksPath({ ...days, ...place, area_id, ...asked });
}
