import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { ApiProblem } from '../api/client';
import { useWords } from '../words/words';

interface ProblemProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
}

/** What went wrong in words, what to do, and the request's id for those who are asked for help. */
export function Problem({ error, onRetry }: ProblemProps) {
  const t = useWords();
  const problem = error instanceof ApiProblem ? error : undefined;
  const title = problem?.offline ? t('problem.offline') : problem?.message || t('problem.title');
  const detail = problem?.offline ? t('problem.offlineDetail') : problem?.detail || t('problem.detail');
  return (
    <Alert color="red" variant="light" role="alert" title={title}>
      <Stack gap="xs" align="flex-start">
        <Text>{detail}</Text>
        {problem && problem.errors.length > 1 && (
          <List size="sm">
            {problem.errors.map(({ path, message }) => (
              <List.Item key={`${path} ${message}`}>{message}</List.Item>
            ))}
          </List>
        )}
        {problem?.request_id && (
          <Text size="xs" c="dimmed">
            {t('problem.request', { id: problem.request_id })}
          </Text>
        )}
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            {t('problem.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
