import { Alert, Button, Group, Stack } from '@mantine/core';
import { useEffect } from 'react';
import { useSession } from '../api/session';
import { EmptyState } from '../parts/EmptyState';
import { Loading } from '../parts/Loading';
import { PageTitle } from '../parts/PageTitle';
import { Problem } from '../parts/Problem';
import { momentText } from '../words/moment';
import { useLanguage, useWords } from '../words/words';
import { CheckGroups } from './CheckGroups';
import { useMyChecks } from './checks';
import { HandedInList } from './HandedInList';
import { prepareForOffline } from './prepareForOffline';

/** What is mine and when it is due. */
export function MyChecks() {
  const t = useWords();
  const spoken = useLanguage();
  const { user } = useSession();
  const { data, error, isPending, isFetching, refetch } = useMyChecks(user?.id ?? '');
  useEffect(prepareForOffline, []);

  return (
    <Stack maw={720} mx="auto">
      <Group justify="space-between" wrap="nowrap">
        <PageTitle>{t('checks.title')}</PageTitle>
        <Button variant="default" size="md" flex="none" loading={isFetching} onClick={() => void refetch()}>
          {t('checks.refresh')}
        </Button>
      </Group>
      {data?.kept_at && !isFetching && (
        <Alert color="yellow">{t('checks.keptOn', { time: momentText(spoken, data.kept_at) })}</Alert>
      )}
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      <HandedInList open={data?.items ?? []} />
      {isPending && <Loading />}
      {data?.items.length === 0 && <EmptyState title={t('checks.empty')} text={t('checks.emptyText')} />}
      {data && <CheckGroups checks={data.items} />}
    </Stack>
  );
}
