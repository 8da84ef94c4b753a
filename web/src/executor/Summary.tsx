import { Alert, Button, Card, Stack, Text, Title } from '@mantine/core';
import type { Check } from '../api/unsent';
import { useWords } from '../words/words';
import { CheckComments } from './CheckComments';
import { Decline } from './Decline';
import { giveSubmit } from './outbox';
import { useOutbox } from './outboxState';
import { revisionsOf } from './queueRules';
import type { Filling } from './useFilling';

interface SummaryProps {
  check: Check;
  filling: Filling;
  onJump: (questionId: string) => void;
}

/** What is missing, and the way to hand the check in: at once, or when the network is back. */
export function Summary({ check, filling, onJump }: SummaryProps) {
  const t = useWords();
  const { unsent, isOffline } = useOutbox();
  const open = filling.questions.filter(({ missing }) => missing.length > 0);
  const isUndecided = unsent.some(
    ({ check_id, refused, kind }) => check_id === check.id && refused !== undefined && kind !== 'submit',
  );
  const submit = () =>
    giveSubmit({
      ...{ kind: 'submit', check_id: check.id, check_title: check.title },
      seen: revisionsOf(check.answers),
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
        {isUndecided && <Alert color="yellow">{t('handing.decide')}</Alert>}
        <Button className="big" disabled={open.length > 0 || isUndecided} onClick={() => void submit()}>
          {t('fill.submit')}
        </Button>
        {isOffline && open.length === 0 && <Text c="dimmed">{t('handing.noNetwork')}</Text>}
        {check.may.includes('decline') && <Decline check={check} />}
      </Stack>
      <CheckComments check={check} />
    </Card>
  );
}
