import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { UnsentComment } from '../api/unsent';
import { useWords } from '../words/words';
import { CopyButton, DropButton, SaveButton } from './LettingGo';
import { isLocal } from './localFiles';
import { retry } from './outbox';

/** A comment that the server did not take: why, and the ways out. */
export function RefusedComment({ entry }: { entry: UnsentComment }) {
  const t = useWords();
  const { text, refused, files = [] } = entry;
  if (refused === undefined) return null;
  return (
    <Alert color="red" variant="light" role="alert" title={t('refused.comment')} className="refused">
      <Stack gap="sm">
        <Text>{t('fill.refused', { reason: refused })}</Text>
        <Text className="said" fw={600}>
          {text}
        </Text>
        <Group gap="xs">
          <Button size="md" variant="default" onClick={() => void retry(entry)}>
            {t('unsent.retry')}
          </Button>
          <SaveButton entry={entry} text={text} pictures={files.filter(isLocal)} />
          <CopyButton text={text} />
          <DropButton entry={entry} />
        </Group>
      </Stack>
    </Alert>
  );
}
