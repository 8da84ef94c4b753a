import '../manager/manager.css';
import { Button, SegmentedControl, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { components } from '../../generated/api';
import { api } from '../api/client';
import { useFilters } from '../manager/data/useFilters';
import { usePages } from '../manager/data/usePages';
import { StateBadge } from '../manager/parts/StateBadge';
import { When } from '../manager/parts/When';
import { EmptyState } from '../parts/EmptyState';
import { Loading } from '../parts/Loading';
import { PageTitle } from '../parts/PageTitle';
import { Problem } from '../parts/Problem';
import { useMyWords } from './words';

type Notice = components['schemas']['Notice'];

/** All that the product had to tell this person. */
export function NoticesPage() {
  const t = useMyWords();
  const { values, set } = useFilters(['unread'] as const);
  const found = usePages<Notice>('/notices/', [values.unread ? { unread: true } : {}]);
  const queries = useQueryClient();
  const again = async () => {
    await queries.invalidateQueries({ queryKey: ['list', '/notices/'] });
    await queries.invalidateQueries({ queryKey: ['notices'] });
  };
  const readingAll = useMutation({ mutationFn: () => api.post('/notices/read'), onSettled: again });
  const hasUnread = found.items.some(({ read_at }) => read_at === null);
  const empty = values.unread ? 'none_unread' : 'empty';
  return (
    <div className="m-page m-narrow">
      <div className="m-head">
        <PageTitle>{t('notices.title')}</PageTitle>
        {hasUnread && (
          <Button
            variant="default"
            mih={44}
            loading={readingAll.isPending}
            onClick={() => readingAll.mutate()}
          >
            {t('notices.read_all')}
          </Button>
        )}
      </div>
      <SegmentedControl
        aria-label={t('notices.title')}
        className="m-segments"
        value={values.unread ? 'unread' : 'all'}
        data={[
          { value: 'all', label: t('notices.all') },
          { value: 'unread', label: t('notices.unread') },
        ]}
        onChange={(value) => set({ unread: value === 'unread' ? 'true' : '' })}
      />
      {readingAll.error && <Problem error={readingAll.error} />}
      {found.error && <Problem error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {!found.isPending && !found.error && found.items.length === 0 && (
        <EmptyState title={t(`notices.${empty}`)} text={t(`notices.${empty}_hint`)} />
      )}
      {found.items.length > 0 && (
        <ul className="m-list m-group" aria-label={t('notices.title')}>
          {found.items.map((notice) => (
            <li key={notice.id}>
              <NoticeRow notice={notice} onRead={again} />
            </li>
          ))}
        </ul>
      )}
      {found.hasNextPage && (
        <Button
          variant="default"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('notices.more')}
        </Button>
      )}
    </div>
  );
}

function NoticeRow({ notice, onRead }: { notice: Notice; onRead: () => Promise<void> }) {
  const t = useMyWords();
  const { id, title, body, created_at, read_at, check_id, data } = notice;
  const reading = useMutation({
    mutationFn: () => api.post(`/notices/${id}/read`),
    onSettled: onRead,
  });
  const actionId = typeof data.action_id === 'string' ? data.action_id : undefined;
  const target = actionId ? `/actions/${actionId}` : check_id ? `/checks/${check_id}` : undefined;
  return (
    <article className="m-notice" {...(read_at === null && { 'data-unread': true })}>
      <div>
        <Text size="sm" c="dimmed">
          <When at={created_at} />
        </Text>
        <Text fw={read_at === null ? 650 : 400}>
          {title} {read_at === null && <StateBadge tone="busy">{t('notices.new')}</StateBadge>}
        </Text>
        <Text className="said">{body}</Text>
        {reading.error && <Problem error={reading.error} />}
      </div>
      <div className="m-notice-acts">
        {target && (
          <Button
            component={Link}
            to={target}
            variant="default"
            mih={44}
            onClick={() => read_at === null && reading.mutate()}
          >
            {t(actionId ? 'notices.open_action' : 'notices.open_check')}
          </Button>
        )}
        {read_at === null && (
          <Button
            variant="subtle"
            mih={44}
            loading={reading.isPending}
            aria-label={t('notices.read_named', { title })}
            onClick={() => reading.mutate()}
          >
            {t('notices.read')}
          </Button>
        )}
      </div>
    </article>
  );
}
