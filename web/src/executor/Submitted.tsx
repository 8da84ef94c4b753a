import { Button, Card, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Check } from '../api/store';
import { useWords } from '../words/words';
import { useRereading } from './checks';

/** It is done, and what comes next. */
export function Submitted({ check }: { check: Check }) {
  const t = useWords();
  const reread = useRereading();
  return (
    <Stack maw={720} mx="auto">
      <Card withBorder padding="lg" role="status">
        <Stack>
          <Title order={2} c="pine">
            <span aria-hidden="true">✓ </span>
            {t('fill.submitted')}
          </Title>
          <Text>{t(check.status === 'submitted' ? 'fill.reviewText' : 'fill.submittedText')}</Text>
          <Button component={Link} to="/" size="lg" onClick={() => reread(check.id)}>
            {t('fill.toList')}
          </Button>
        </Stack>
      </Card>
    </Stack>
  );
}
