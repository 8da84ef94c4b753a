import { Button, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '../api/client';
import { newId } from '../api/newId';
import type { Check } from '../api/unsent';
import { Problem } from '../parts/Problem';
import { useWords } from '../words/words';
import { useRereading } from './checks';
import { useDraft } from './drafts';
import { useOutbox } from './outboxState';

/** Only with network: whoever is to find somebody else has to hear of it now. */
export function Decline({ check }: { check: Check }) {
  const t = useWords();
  const reread = useRereading();
  const { isOffline } = useOutbox();
  const [declines, setDeclines] = useState(false);
  const reason = useDraft('decline', '');
  // However often the same is tried, once.
  const key = useMemo(() => newId(), [reason.text]);
  const declining = useMutation({
    mutationFn: () => api.post<Check>(`/checks/${check.id}/decline`, { reason: reason.text }, { key }),
    onSuccess: () => {
      reason.done(true);
      reread(check.id);
    },
  });
  return (
    <>
      <Button
        variant="subtle"
        c={isOffline ? 'dimmed' : 'var(--bad)'}
        size="md"
        disabled={isOffline}
        onClick={() => setDeclines(true)}
      >
        {t('fill.decline')}
      </Button>
      {isOffline && (
        <Text size="sm" c="dimmed">
          {t('fill.declineOffline')}
        </Text>
      )}
      <Modal
        opened={declines}
        onClose={() => setDeclines(false)}
        title={t('fill.decline')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            declining.mutate();
          }}
        >
          <Stack>
            <Text>{t('fill.declineText')}</Text>
            <Textarea
              label={t('fill.declineReason')}
              value={reason.text}
              required
              autosize
              minRows={3}
              size="md"
              maxLength={1000}
              onChange={(event) => reason.type(event.currentTarget.value)}
            />
            {declining.error && <Problem error={declining.error} />}
            <Button
              type="submit"
              color="red.9"
              size="md"
              disabled={reason.text.trim() === ''}
              loading={declining.isPending}
            >
              {t('fill.decline')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
