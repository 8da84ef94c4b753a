import { Alert, Badge, Button, Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../api/session';
import { EmptyState } from '../parts/EmptyState';
import { Loading } from '../parts/Loading';
import { PageTitle } from '../parts/PageTitle';
import { Problem } from '../parts/Problem';
import { dueWords, useDueMoment } from '../parts/dueWords';
import { useLanguage, useWords } from '../words/words';
import { type ListedCheck, useMyChecks } from './checks';

/** What is mine and when it is due: the overdue first, then the soonest. */
export function MyChecks() {
  const t = useWords();
  const spoken = useLanguage();
  const { user } = useSession();
  const { data, error, isPending, isFetching, refetch } = useMyChecks(user?.id ?? '');
  const sorted = [...(data?.items ?? [])].sort((a, b) => a.due_at.localeCompare(b.due_at));
  const isLate = ({ due_at }: ListedCheck) => Date.parse(due_at) <= Date.now();
  const groups = [
    { title: t('checks.overdue'), items: sorted.filter(isLate) },
    { title: t('checks.open'), items: sorted.filter((check) => !isLate(check)) },
  ].filter(({ items }) => items.length > 0);

  return (
    <Stack maw={720} mx="auto">
      <Group justify="space-between">
        <PageTitle>{t('checks.title')}</PageTitle>
        <Button variant="default" size="md" loading={isFetching} onClick={() => void refetch()}>
          {t('checks.refresh')}
        </Button>
      </Group>
      {data?.kept_at && (
        <Alert color="yellow">
          {t('checks.keptOn', { time: new Date(data.kept_at).toLocaleString(spoken) })}
        </Alert>
      )}
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {isPending && <Loading />}
      {data && sorted.length === 0 && <EmptyState title={t('checks.empty')} text={t('checks.emptyText')} />}
      {groups.map(({ title, items }) => (
        <Stack key={title} component="section" gap="sm">
          <Title order={2} size="h4">
            {title}
          </Title>
          {items.map((check) => (
            <CheckCard key={check.id} check={check} isLate={isLate(check)} />
          ))}
        </Stack>
      ))}
    </Stack>
  );
}

function CheckCard({ check, isLate }: { check: ListedCheck; isLate: boolean }) {
  const t = useWords();
  const dueMoment = useDueMoment();
  const { answered, total } = check.progress;
  return (
    <Card
      component={Link}
      to={`/fill/${check.id}`}
      withBorder
      padding="md"
      className="check-card"
      data-late={isLate}
    >
      <Group justify="space-between" align="flex-start" gap="xs">
        <Text fw={600} size="lg" lh={1.3} className="check-title">
          {check.title}
        </Text>
        <Badge
          color={isLate ? 'red.9' : 'pine'}
          size="lg"
          variant={isLate ? 'filled' : 'light'}
          className="due"
        >
          {dueWords(t, check.due_at)}
        </Badge>
      </Group>
      <Text c="dimmed">{[check.area?.name, dueMoment(check)].filter(Boolean).join(' · ')}</Text>
      <Progress
        value={total === 0 ? 0 : (100 * answered) / total}
        mt="sm"
        aria-label={t('checks.progress', { answered, total })}
      />
      <Text size="sm" mt={4}>
        {t('checks.progress', { answered, total })}
      </Text>
    </Card>
  );
}
