import { Button, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { ApiProblem } from '../api/client';
import { useWords } from '../words/words';
import { PageTitle } from './PageTitle';
import { Problem } from './Problem';

interface PageProblemProps {
  error: unknown;
  onRetry: () => void;
  /** The list in which another one is found. */
  list: string;
}

/** In place of a page whose subject could not be read. What is not there does not come by trying again. */
export function PageProblem({ error, onRetry, list }: PageProblemProps) {
  const t = useWords();
  if (!(error instanceof ApiProblem && error.status === 404))
    return (
      <Stack>
        <PageTitle>{t('problem.page')}</PageTitle>
        <Problem error={error} onRetry={onRetry} />
      </Stack>
    );
  return (
    <Stack align="center" py="xl" ta="center" gap="sm">
      <PageTitle>{error.message}</PageTitle>
      <Text maw="36rem">{error.detail}</Text>
      {error.request_id && (
        <Text size="xs" c="dimmed">
          {t('problem.request', { id: error.request_id })}
        </Text>
      )}
      <Button component={Link} to={list} mih={44}>
        {t('problem.toList')}
      </Button>
    </Stack>
  );
}
