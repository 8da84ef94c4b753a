import { Button, Card, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { useWords } from '../words/words';
import { useRereading } from './checks';
import type { HandedIn } from './handedIn';
import { seen } from './outbox';
import { verdictWords } from './verdictWords';
import { useMinePath } from './useMinePath';

/** It is done, with what came out, and what comes next. */
export function Submitted({ handedIn }: { handedIn: HandedIn }) {
  const t = useWords();
  const mine = useMinePath();
  const reread = useRereading();
  const verdict = verdictWords(t, handedIn);
  const leave = () => {
    reread(handedIn.check_id);
    void seen(handedIn);
  };
  return (
    <Stack maw={720} mx="auto">
      <Card withBorder padding="lg" role="status">
        <Stack>
          <Title order={2} c="pine">
            <span aria-hidden="true">✓ </span>
            {t('fill.submitted')}
          </Title>
          {verdict && <Text fw={600}>{verdict}</Text>}
          <Text>{t(handedIn.status === 'submitted' ? 'fill.reviewText' : 'fill.submittedText')}</Text>
          <Button component={Link} to={mine} size="lg" onClick={leave}>
            {t('fill.toList')}
          </Button>
        </Stack>
      </Card>
    </Stack>
  );
}
