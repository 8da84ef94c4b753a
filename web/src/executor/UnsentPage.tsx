import { Stack, Text } from '@mantine/core';
import { EmptyState } from '../parts/EmptyState';
import { PageTitle } from '../parts/PageTitle';
import { useWords } from '../words/words';
import { useOutbox } from './outboxState';
import { Lasting } from './Lasting';
import { UnsentList } from './UnsentList';

/** What has not left the device, and why. */
export function UnsentPage() {
  const t = useWords();
  const { unsent } = useOutbox();
  return (
    <Stack maw={720} mx="auto">
      <PageTitle>{t('unsent.title')}</PageTitle>
      {unsent.length === 0 ? (
        <EmptyState title={t('unsent.empty')} text={t('unsent.emptyText')} />
      ) : (
        <Text>{t('unsent.lead')}</Text>
      )}
      <UnsentList />
      <Lasting />
    </Stack>
  );
}
