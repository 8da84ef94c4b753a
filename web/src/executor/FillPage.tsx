import { Alert, Button, Group, Progress, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useSession } from '../api/session';
import type { Check } from '../api/store';
import { Loading } from '../parts/Loading';
import { PageTitle } from '../parts/PageTitle';
import { Problem } from '../parts/Problem';
import { dueWords, useDueMoment } from '../parts/dueWords';
import { useWords } from '../words/words';
import { useCheck } from './checks';
import { QuestionCard } from './QuestionCard';
import { Summary } from './Summary';
import { UnsentList } from './UnsentList';
import { useFilling } from './useFilling';

export function FillPage() {
  const { id = '' } = useParams();
  const { data: check, error, refetch } = useCheck(id);
  if (!check)
    return error ? (
      <Stack maw={720} mx="auto">
        <Problem error={error} onRetry={() => void refetch()} />
        <UnsentList check_id={id} />
      </Stack>
    ) : (
      <Loading rows={4} />
    );
  return <Filling key={check.id} check={check} />;
}

function Filling({ check }: { check: Check }) {
  const t = useWords();
  const { user } = useSession();
  const isWide = useMediaQuery('(min-width: 62em)');
  const [way, setWay] = useState<'one' | 'list' | undefined>();
  const dueMoment = useDueMoment();
  const filling = useFilling(check);
  const { questions, progress, answer } = filling;
  const firstOpen = questions.findIndex(({ missing }) => missing.length > 0);
  const [at, setAt] = useState(firstOpen < 0 ? questions.length : firstOpen);
  const shown = way ?? (isWide ? 'list' : 'one');
  const isOpen = check.status === 'open' || check.status === 'in_progress';

  if (!isOpen || check.executor.id !== user?.id)
    return (
      <Stack maw={720} mx="auto">
        <PageTitle>{check.title}</PageTitle>
        <Alert>
          {isOpen ? t('fill.notMine') : t('fill.closed', { status: t(`status.${check.status}`) })}
        </Alert>
        <UnsentList check_id={check.id} />
        <Button component={Link} to="/" size="md">
          {t('fill.toList')}
        </Button>
      </Stack>
    );

  const place = Math.min(at, questions.length);
  const current = questions[place];
  const jump = (questionId: string) => {
    setAt(questions.findIndex(({ question }) => question.id === questionId));
    setWay('one');
  };
  return (
    <Stack maw={720} mx="auto" pb={96}>
      <div>
        <PageTitle>{check.title}</PageTitle>
        <Text c="dimmed">
          {[check.area?.name, dueWords(t, check.due_at), dueMoment(check)].filter(Boolean).join(' · ')}
        </Text>
      </div>
      <Group justify="space-between">
        <Text>{t('checks.progress', { answered: progress.answered, total: progress.total })}</Text>
        <SegmentedControl
          value={shown}
          onChange={(next) => setWay(next as 'one' | 'list')}
          data={[
            { value: 'one', label: t('fill.oneByOne') },
            { value: 'list', label: t('fill.list') },
          ]}
        />
      </Group>
      <Progress
        value={progress.total === 0 ? 100 : (100 * progress.answered) / progress.total}
        aria-label={t('checks.progress', { answered: progress.answered, total: progress.total })}
      />
      {shown === 'list' ? (
        <>
          {questions.map((one, index) => (
            <QuestionCard
              key={one.question.id}
              shown={one}
              number={index + 1}
              total={questions.length}
              onAnswer={answer}
            />
          ))}
          <Summary check={check} filling={filling} onJump={jump} />
        </>
      ) : (
        <>
          {current ? (
            <QuestionCard
              key={current.question.id}
              shown={current}
              number={place + 1}
              total={questions.length}
              onAnswer={answer}
            />
          ) : (
            <Summary check={check} filling={filling} onJump={jump} />
          )}
          <Group className="steps" justify="space-between" wrap="nowrap">
            <Button variant="default" size="lg" disabled={place === 0} onClick={() => setAt(place - 1)}>
              {t('fill.back')}
            </Button>
            {current && (
              <Button size="lg" onClick={() => setAt(place + 1)}>
                {place + 1 < questions.length ? t('fill.next') : t('fill.summary')}
              </Button>
            )}
          </Group>
        </>
      )}
    </Stack>
  );
}
