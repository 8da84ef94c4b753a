import '../manager.css';
import { Button, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { DateTime } from 'luxon';
import { api } from '../../api/client';
import { EmptyState } from '../../parts/EmptyState';
import { Loading } from '../../parts/Loading';
import { PageTitle } from '../../parts/PageTitle';
import { Problem } from '../../parts/Problem';
import { withQuery } from '../data/query';
import type { AnalyticsSummary } from '../data/types';
import { useFilters } from '../data/useFilters';
import { Filters } from '../parts/Filters';
import { AreaPicker, TemplatePicker } from '../parts/pickers';
import { useManagerWords } from '../words';
import { AreaChart } from './AreaChart';
import { DayChart } from './DayChart';
import { Exports } from './Exports';
import { Tiles } from './Tiles';
import { TopFailed } from './TopFailed';

const FILTERS = ['from', 'to', 'area_id', 'template_id'] as const;
const DEFAULT_DAYS = 30;

/** How the plant's checks went. */
export function AnalyticsPage() {
  const t = useManagerWords();
  const { values, set, isAny, clear } = useFilters(FILTERS);
  const from = values.from || (DateTime.now().minus({ days: DEFAULT_DAYS }).toISODate() ?? '');
  const to = values.to || (DateTime.now().toISODate() ?? '');
  const query = {
    from: DateTime.fromISO(from).toUTC().toISO(),
    // The last day counts to its end.
    to: DateTime.fromISO(to).plus({ days: 1 }).toUTC().toISO(),
    area_id: values.area_id,
    template_id: values.template_id,
  };
  const { data, error, refetch } = useQuery({
    queryKey: ['analytics', query],
    queryFn: () => api.get<AnalyticsSummary>(withQuery('/analytics/summary', query)),
    placeholderData: (before) => before,
  });
  return (
    <div className="m-page">
      <div className="m-head">
        <PageTitle>{t('analytics.title')}</PageTitle>
        <Exports query={query} />
      </div>
      <Filters isAny={isAny}>
        <TextInput
          type="date"
          label={t('common.from')}
          value={from}
          max={to}
          onChange={({ currentTarget }) => set({ from: currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('common.to')}
          value={to}
          min={from}
          onChange={({ currentTarget }) => set({ to: currentTarget.value })}
        />
        <AreaPicker value={values.area_id} onPick={(area_id) => set({ area_id })} />
        <TemplatePicker value={values.template_id} onPick={(template_id) => set({ template_id })} />
        {isAny && (
          <Button variant="subtle" mih={44} onClick={clear}>
            {t('common.clear')}
          </Button>
        )}
      </Filters>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && <Loading />}
      {data && data.checks === 0 && (
        <EmptyState title={t('analytics.empty')} text={t('analytics.empty_hint')} />
      )}
      {data && data.checks > 0 && <Summary summary={data} />}
    </div>
  );
}

function Summary({ summary }: { summary: AnalyticsSummary }) {
  const t = useManagerWords();
  return (
    <>
      <Tiles summary={summary} />
      <DayChart days={summary.by_day} />
      <AreaChart areas={summary.by_area} />
      <section className="m-card" aria-labelledby="top-failed">
        <Title order={2} size="h4" id="top-failed">
          {t('analytics.top_failed')}
        </Title>
        {summary.top_failed.length === 0 ? (
          <Text c="dimmed">{t('analytics.no_failed')}</Text>
        ) : (
          <TopFailed questions={summary.top_failed} />
        )}
      </section>
    </>
  );
}
