import { Alert, Button, Stack, Text } from '@mantine/core';
import { useWords } from '../words/words';
import { sendNow } from './outbox';
import { useOutbox } from './outboxState';

/** Said at once: what was entered is in this page's memory alone. */
export function StorageAlert() {
  const t = useWords();
  const { storage } = useOutbox();
  if (storage === undefined) return null;
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      maw={720}
      mx="auto"
      mb="md"
      title={t(`storage.${storage}`)}
    >
      <Stack gap="xs" align="flex-start">
        <Text>{t(`storage.${storage}Text`)}</Text>
        <Button variant="default" size="md" onClick={sendNow}>
          {t('storage.again')}
        </Button>
      </Stack>
    </Alert>
  );
}
