import { Skeleton, Stack } from '@mantine/core';
import { useWords } from '../words/words';

export function Loading({ rows = 3 }: { rows?: number }) {
  const t = useWords();
  return (
    <Stack role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={72} />
      ))}
    </Stack>
  );
}
