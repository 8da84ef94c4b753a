import { Alert, Button, Card, Modal, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Check } from '../api/store';
import { Problem } from '../parts/Problem';
import { useWords } from '../words/words';
import { CheckComments } from './CheckComments';
import { useRereading } from './checks';
import { useDraft } from './drafts';
import type { Filling } from './useFilling';
import type { Submitting } from './useSubmitting';

interface SummaryProps {
  check: Check;
  filling: Filling;
  submitting: Submitting;
  onJump: (questionId: string) => void;
}

export function Summary({ check, filling, submitting, onJump }: SummaryProps) {
  const t = useWords();
  const reread = useRereading();
  const open = filling.questions.filter(({ missing }) => missing.length > 0);
  const act = (name: string, body?: object) => api.post<Check>(`/checks/${check.id}/${name}`, body);
  const [declines, setDeclines] = useState(false);
  const reason = useDraft('decline', '');
  const declining = useMutation({
    mutationFn: () => act('decline', { reason: reason.text }),
    onSuccess: () => {
      reason.done(true);
      reread(check.id);
    },
  });

  return (
    <Card withBorder padding="lg" component="section">
      <Stack>
        <Title order={2}>{t('fill.summary')}</Title>
        {open.length > 0 ? (
          <>
            <Text>{t('fill.missingCount', { count: open.length })}</Text>
            {open.map(({ question }) => (
              <Button
                key={question.id}
                variant="default"
                className="big choice"
                justify="flex-start"
                onClick={() => onJump(question.id)}
              >
                {question.text}
              </Button>
            ))}
          </>
        ) : (
          <Text>{t('fill.ready')}</Text>
        )}
        {filling.waiting > 0 && <Alert color="yellow">{t('fill.submitWaits')}</Alert>}
        {submitting.error && <Problem error={submitting.error} />}
        <Button
          className="big"
          disabled={open.length > 0 || filling.waiting > 0}
          loading={submitting.isPending}
          onClick={() => submitting.mutate()}
        >
          {t('fill.submit')}
        </Button>
        {check.may.includes('decline') && (
          <Button variant="subtle" c="var(--bad)" size="md" onClick={() => setDeclines(true)}>
            {t('fill.decline')}
          </Button>
        )}
      </Stack>
      <CheckComments check={check} />
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
    </Card>
  );
}
