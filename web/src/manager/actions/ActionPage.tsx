import '../manager.css';
import { Anchor, Group, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client';
import { useWhileDown } from '../../api/liveState';
import { usePostOnce } from '../../api/postOnce';
import { Loading } from '../../parts/Loading';
import { PageTitle } from '../../parts/PageTitle';
import { PageProblem } from '../../parts/PageProblem';
import { everyEvent } from '../data/everyEvent';
import type { Action, ActionComment, ActionTimeline, Page } from '../data/types';
import { CommentsCard } from '../parts/CommentsCard';
import { CopyId } from '../parts/CopyId';
import { Fact } from '../parts/Fact';
import type { WrittenComment } from '../parts/NewComment';
import { Photos } from '../parts/Photos';
import { TimelineCard } from '../parts/TimelineCard';
import { When } from '../parts/When';
import { WorkflowLink } from '../system/WorkflowLink';
import { useManagerWords } from '../words';
import { ActionActs } from './ActionActs';
import { ActionBadge } from './ActionBadge';

const EVERY_MS = 10_000;

/** One corrective action. */
export function ActionPage() {
  const t = useManagerWords();
  const { action_id = '' } = useParams();
  const {
    data: action,
    error,
    refetch,
  } = useQuery({
    queryKey: ['action', action_id],
    queryFn: () => api.get<Action>(`/actions/${action_id}`),
    refetchInterval: useWhileDown(EVERY_MS),
  });
  if (!action)
    return error ? <PageProblem error={error} onRetry={() => void refetch()} list="/actions" /> : <Loading />;
  return (
    <div className="m-page">
      <Anchor component={Link} to="/actions" size="sm" w="fit-content" py="xs" className="m-acts">
        ← {t('actions.title')}
      </Anchor>
      <div className="m-head">
        <PageTitle>{action.title}</PageTitle>
        <Group gap={6}>
          <ActionBadge action={action} />
          <WorkflowLink id={`action-${action.id}`} />
        </Group>
      </div>
      <ActionActs action={action} />
      <Head action={action} />
      <div className="m-two">
        <div className="m-page">
          <section className="m-card" aria-labelledby="evidence">
            <Title order={2} size="h4" id="evidence">
              {t('actions.evidence')}
            </Title>
            {action.evidence_required && <Text size="sm">{t('actions.evidence_required')}</Text>}
            {action.files.length === 0 && <Text c="dimmed">{t('actions.no_evidence')}</Text>}
            <Photos ids={action.files.map(({ id }) => id)} subject={action.title} />
          </section>
          <Comments action={action} />
        </div>
        <Course action={action} />
      </div>
    </div>
  );
}

function Head({ action }: { action: Action }) {
  const t = useManagerWords();
  const zone = action.area?.time_zone;
  const moments = [
    ['verify_due', action.verify_due_at],
    ['done_at', action.done_at],
    ['ended_at', action.ended_at],
  ] as const;
  return (
    <section className="m-card">
      {action.description && <Text style={{ whiteSpace: 'pre-wrap' }}>{action.description}</Text>}
      <dl className="m-facts">
        <Fact name={t('common.due')}>
          <When at={action.due_at} zone={zone} late={action.overdue} />
        </Fact>
        <Fact name={t('actions.owner')}>{action.owner.full_name}</Fact>
        <Fact name={t('common.area')}>{action.area?.name ?? t('common.no_area')}</Fact>
        <Fact name={t('actions.priority')}>{t(`actions.priorities.${action.priority}`)}</Fact>
        {moments.map(
          ([name, at]) =>
            at && (
              <Fact key={name} name={t(`actions.${name}`)}>
                <When at={at} zone={zone} />
              </Fact>
            ),
        )}
        {action.check_id && (
          <Fact name={t('actions.of_check')}>
            <Anchor
              component={Link}
              to={`/checks/${action.check_id}${action.question_id ? `#q-${action.question_id}` : ''}`}
            >
              {t('schedules.to_check')}
            </Anchor>
          </Fact>
        )}
        {action.external && (
          <Fact name={t('actions.bitrix')}>
            {t(`actions.sync.${action.external.sync_status}`)}
            {action.external.id && ` · ${t('actions.bitrix_task', { id: action.external.id })}`}
            {action.external.last_sync_at && (
              <Text size="sm" c="dimmed" component="div">
                {t('actions.last_sync')} <When at={action.external.last_sync_at} zone={zone} />
              </Text>
            )}
            {action.external.sync_error && (
              <Text size="sm" c="var(--late)">
                {action.external.sync_error}
              </Text>
            )}
          </Fact>
        )}
        <Fact name={t('actions.origin')}>{t(`actions.origins.${action.origin}`)}</Fact>
      </dl>
      <CopyId id={action.id} />
    </section>
  );
}

function Course({ action }: { action: Action }) {
  const t = useManagerWords();
  const { data, error } = useQuery({
    queryKey: ['action', action.id, 'timeline', action.revision],
    queryFn: () =>
      everyEvent<ActionTimeline['items'][number], ActionTimeline['planned'][number]>(
        `/actions/${action.id}/timeline`,
      ),
    placeholderData: (before) => before,
  });
  return (
    <TimelineCard title={t('actions.timeline')} zone={action.area?.time_zone} timeline={data} error={error} />
  );
}

function Comments({ action }: { action: Action }) {
  const queries = useQueryClient();
  const post = usePostOnce();
  const found = useQuery({
    queryKey: ['action', action.id, 'comments', action.revision],
    queryFn: () => api.get<Page<ActionComment>>(`/actions/${action.id}/comments`),
    placeholderData: (before) => before,
  });
  return (
    <CommentsCard
      zone={action.area?.time_zone}
      comments={found.data?.items}
      error={found.error}
      {...(action.may.includes('comment') && {
        onSend: async ({ text, files }: WrittenComment) => {
          await post(`/actions/${action.id}/comment`, { text, files });
          await found.refetch();
          await queries.invalidateQueries({ queryKey: ['action', action.id] });
        },
      })}
    />
  );
}
