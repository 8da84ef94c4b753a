import { Alert, Text } from '@mantine/core';
import { momentText } from '../words/moment';
import { useLanguage, useWords } from '../words/words';
import type { ListedCheck } from './checks';
import { seen } from './outbox';
import { useOutbox } from './outboxState';
import { verdictWords } from './verdictWords';

/** Of checks that left by themselves: what became of each, until it has been seen. */
export function HandedInList({ open }: { open: readonly ListedCheck[] }) {
  const t = useWords();
  const spoken = useLanguage();
  const { handedIn } = useOutbox();
  // One that was returned is to be filled in again.
  const shown = handedIn.filter(({ check_id }) => !open.some(({ id }) => id === check_id));
  return shown.map((one) => (
    <Alert
      key={one.check_id}
      role="status"
      color="pine"
      variant="light"
      title={t('handing.done', { title: one.check_title })}
      withCloseButton
      closeButtonLabel={t('handing.understood')}
      onClose={() => void seen(one)}
    >
      <Text>{[momentText(spoken, one.at), verdictWords(t, one)].filter(Boolean).join(' · ')}</Text>
      {one.status === 'submitted' && <Text>{t('handing.review')}</Text>}
    </Alert>
  ));
}
