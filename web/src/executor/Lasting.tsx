import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../words/words';
import { isLasting } from './storageLasts';
import { useOutbox } from './outboxState';

/** Whether the browser may clear away what has not been sent. */
export function Lasting() {
  const t = useWords();
  const { unsent } = useOutbox();
  const { data } = useQuery({
    queryKey: ['lasting', unsent.length > 0],
    queryFn: async () => (await isLasting()) ?? null,
  });
  if (data === undefined || data === null) return null;
  return (
    <Text size="sm" c="dimmed">
      {t(data ? 'storage.lasting' : 'storage.fleeting')}
    </Text>
  );
}
