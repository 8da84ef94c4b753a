import '../manager.css';
import { Anchor, Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client';
import { useWhileDown } from '../../api/liveState';
import { Loading } from '../../parts/Loading';
import { PageTitle } from '../../parts/PageTitle';
import { PageProblem } from '../../parts/PageProblem';
import type { Check } from '../data/types';
import { useFilters } from '../data/useFilters';
import { CheckBadge } from '../parts/CheckBadge';
import { CopyId } from '../parts/CopyId';
import { Fact } from '../parts/Fact';
import { When } from '../parts/When';
import { CheckReports } from '../reports/CheckReports';
import { useZoneText } from '../parts/useZoneText';
import { useManagerWords } from '../words';
import { useLanguage } from '../../words/words';
import { Answers } from './Answers';
import { CheckActs } from './CheckActs';
import { CheckComments } from './CheckComments';
import { CheckTimeline } from './CheckTimeline';
import { FoundActions } from './FoundActions';
import { PrintedHead } from './PrintedHead';
import { ReviewMode } from './ReviewMode';
import { WorkflowLink } from '../system/WorkflowLink';

const EVERY_MS = 10_000;

/** One check as those who look after it see it. */
export function CheckPage() {
  const t = useManagerWords();
  const { id: check_id = '' } = useParams();
  const { values, set } = useFilters(['review'] as const);
  const {
    data: check,
    error,
    refetch,
  } = useQuery({
    queryKey: ['check', check_id],
    queryFn: () => api.get<Check>(`/checks/${check_id}`),
    refetchInterval: useWhileDown(EVERY_MS),
  });
  if (!check)
    return error ? <PageProblem error={error} onRetry={() => void refetch()} list="/checks" /> : <Loading />;
  return (
    <div className="m-page">
      <PrintedHead id={check.id} zone={check.area?.time_zone} />
      <Anchor component={Link} to="/board" size="sm" w="fit-content" py="xs" className="m-acts">
        ← {t('board.title')}
      </Anchor>
      <div className="m-head">
        <PageTitle>{check.title}</PageTitle>
        <Group gap="xs">
          <CheckBadge check={check} />
          <WorkflowLink id={`check-${check.id}`} />
          <Button variant="subtle" className="m-acts" onClick={() => window.print()}>
            {t('check.print')}
          </Button>
        </Group>
      </div>
      {values.review ? (
        <ReviewMode check={check} />
      ) : (
        <Whole check={check} onReview={() => set({ review: 'start' })} />
      )}
    </div>
  );
}

function Whole({ check, onReview }: { check: Check; onReview: () => void }) {
  return (
    <>
      <CheckActs check={check} />
      <Head check={check} />
      <div className="m-two">
        <div className="m-page">
          <Answers check={check} onReview={onReview} />
          <FoundActions check={check} />
          <CheckComments check={check} />
        </div>
        <div className="m-page">
          <CheckReports check={check} />
          <CheckTimeline check={check} />
        </div>
      </div>
    </>
  );
}

function Head({ check }: { check: Check }) {
  const t = useManagerWords();
  const zoneText = useZoneText();
  const language = useLanguage();
  const zone = check.area?.time_zone;
  const moments = [
    ['started', check.started_at],
    ['submitted', check.submitted_at],
    ['review_due', check.review_due_at],
    ['completed', check.completed_at],
  ] as const;
  return (
    <section className="m-card">
      <dl className="m-facts">
        <Fact name={t('common.due')}>
          <When at={check.due_at} zone={zone} late={check.overdue} />
        </Fact>
        <Fact name={t('common.executor')}>{check.executor.full_name}</Fact>
        <Fact name={t('common.area')}>{check.area?.name ?? t('common.no_area')}</Fact>
        {check.score !== null && (
          <Fact name={t('check.score')}>{`${check.score.toLocaleString(language)} / 100`}</Fact>
        )}
        {moments.map(
          ([name, at]) =>
            at && (
              <Fact key={name} name={t(`check.${name}`)}>
                <When at={at} zone={zone} />
              </Fact>
            ),
        )}
        {check.schedule && (
          <Fact name={t('check.by_schedule')}>
            <Anchor component={Link} to={`/schedules/${check.schedule.id}`}>
              {check.schedule.name}
            </Anchor>
            {check.slot_at && (
              <Text span display="block" size="sm" c="dimmed">
                {t('check.slot')} <When at={check.slot_at} zone={zone} />
              </Text>
            )}
          </Fact>
        )}
        <Fact name={t('common.template')}>
          <Anchor component={Link} to={`/templates/${check.template_id}?version=${check.template_version}`}>
            {t('check.version', { version: check.template_version })}
          </Anchor>
        </Fact>
      </dl>
      <Group justify="space-between" gap="xs">
        {check.area && (
          <Text size="sm" c="dimmed">
            {t('common.zone_hint', { zone: zoneText(check.area.time_zone) })}
          </Text>
        )}
        <CopyId id={check.id} />
      </Group>
    </section>
  );
}
