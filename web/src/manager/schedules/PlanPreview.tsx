import { Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { ApiProblem, api } from '../../api/client';
import { Loading } from '../../parts/Loading';
import { Problem } from '../../parts/Problem';
import { type Language, placeOf } from '../../words/language';
import { useLanguage } from '../../words/words';
import type { SchedulePreview } from '../data/types';
import { useManagerWords } from '../words';

interface Plan {
  cron_expression: string;
  time_zone: string;
  area_id: string;
  skip_holidays: boolean;
}

/** When the plan that is being typed would open checks. */
export function PlanPreview({ plan }: { plan: Plan }) {
  const t = useManagerWords();
  const language = useLanguage();
  const { cron_expression, time_zone, area_id, skip_holidays } = plan;
  const asked = {
    cron_expression: cron_expression.trim(),
    time_zone,
    area_id: area_id || null,
    skip_holidays,
  };
  const [settled] = useDebouncedValue(JSON.stringify(asked), 300);
  const { data, error, isFetching } = useQuery({
    queryKey: ['preview', settled, language],
    queryFn: () => api.post<SchedulePreview>('/schedules/preview', { ...JSON.parse(settled), count: 8 }),
    enabled: asked.cron_expression !== '',
    retry: false,
    placeholderData: (before) => before,
  });
  const faults = error instanceof ApiProblem ? error.errors : [];
  return (
    <section className="m-card" aria-labelledby="preview" aria-live="polite" aria-busy={isFetching}>
      <Title order={2} size="h4" id="preview">
        {t('schedules.preview')}
      </Title>
      {error && faults.length === 0 && <Problem error={error} />}
      {faults.map(({ path, message }) => (
        <Text key={`${path}${message}`} c="var(--late)">
          {message}
        </Text>
      ))}
      {!data && !error && <Loading />}
      {data && !error && (
        <>
          <Text fw={600}>{data.description}</Text>
          {data.items.length === 0 && <Text>{t('schedules.preview_none')}</Text>}
          <ol className="m-list">
            {data.items.map(({ at, local, skipped }) => (
              <li key={at} style={{ padding: '6px 0' }}>
                <Text {...(skipped && { td: 'line-through', c: 'dimmed' })} span>
                  {wallText(local, language)}
                </Text>
                {skipped && (
                  <Text span size="sm" c="dimmed">
                    {` ${t('schedules.skipped')}`}
                  </Text>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** The wall clock as it is: the zone has been reckoned with already. */
const wallText = (local: string, language: Language) =>
  new Intl.DateTimeFormat(placeOf(language), {
    ...{
      weekday: 'short',
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: 'UTC',
    },
  }).format(new Date(`${local}Z`));
