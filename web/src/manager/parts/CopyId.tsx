import { Button, CopyButton, Text } from '@mantine/core';
import { useManagerWords } from '../words';

/** An id that is read out to those who are asked for help, and copied at a press. */
export function CopyId({ id }: { id: string }) {
  const t = useManagerWords();
  return (
    <Text component="div" size="sm" c="dimmed" className="m-id">
      <span>{id}</span>
      <CopyButton value={id}>
        {({ copied, copy }) => (
          <Button variant="subtle" size="compact-sm" mih={44} onClick={copy} className="m-acts">
            <span aria-live="polite">{t(copied ? 'common.copied' : 'common.copy_id')}</span>
          </Button>
        )}
      </CopyButton>
    </Text>
  );
}
