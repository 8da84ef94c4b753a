import { Alert, Button, Group, Progress, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { ApiProblem } from '../api/client';
import { useSession } from '../api/session';
import { type Check, type UnsentSubmit, isSubmit } from '../api/unsent';
import { Loading } from '../parts/Loading';
import { PageTitle } from '../parts/PageTitle';
import { PageProblem } from '../parts/PageProblem';
import { dueWords, useDueMoment } from '../parts/dueWords';
import { useWords } from '../words/words';
import { useCheck } from './checks';
import { DraftScope } from './drafts';
import { useOutbox } from './outboxState';
import { QuestionCard, headingOf } from './QuestionCard';
import { RefusedSubmit } from './RefusedSubmit';
import { Submitted } from './Submitted';
import { SubmitWaits } from './SubmitWaits';
import { Summary } from './Summary';
import { UnsentList } from './UnsentList';
import { useFilling } from './useFilling';
import { useWay } from './useWay';
import { useMinePath } from './useMinePath';

export function FillPage() {
  const { id = '' } = useParams();
  return <ToFill key={id} id={id} />;
}

function ToFill({ id }: { id: string }) {
  const { data: check, error, refetch } = useCheck(id);
  const { unsent, handedIn } = useOutbox();
  const { user } = useSession();
  if (!check || isGone(error))
    return error ? (
      <Stack maw={720} mx="auto">
        <PageProblem error={error} onRetry={() => void refetch()} list="/" />
        <UnsentList check_id={id} />
      </Stack>
    ) : (
      <Loading rows={4} />
    );
  const isOpen = check.status === 'open' || check.status === 'in_progress';
  const done = handedIn.find(({ check_id }) => check_id === id);
  if (done && !isOpen) return <Submitted handedIn={done} />;
  // That the check is closed may arrive before the reply to the very act that closed it.
  const submit = unsent.filter(isSubmit).find(({ check_id }) => check_id === id);
  if (submit && submit.refused === undefined) return <SubmitWaits entry={submit} />;
  if (!user || !isOpen || check.executor.id !== user.id) return <NotToFill check={check} isOpen={isOpen} />;
  return (
    <DraftScope value={`${user.id}.${check.id}`}>
      <Filling check={check} refused={submit} />
    </DraftScope>
  );
}

/** What is kept of it is no longer the person's to fill in. */
const isGone = (error: unknown) => error instanceof ApiProblem && [403, 404].includes(error.status);

/** Closed, or in other hands; what the person has given and the server did not take stays in sight. */
function NotToFill({ check, isOpen }: { check: Check; isOpen: boolean }) {
  const t = useWords();
  const mine = useMinePath();
  return (
    <Stack maw={720} mx="auto">
      <PageTitle>{check.title}</PageTitle>
      <Alert>{isOpen ? t('fill.notMine') : t('fill.closed', { status: t(`status.${check.status}`) })}</Alert>
      <UnsentList check_id={check.id} />
      <Button component={Link} to={mine} size="md">
        {t('fill.toList')}
      </Button>
    </Stack>
  );
}

function Filling({ check, refused }: { check: Check; refused: UnsentSubmit | undefined }) {
  const t = useWords();
  const isWide = useMediaQuery('(min-width: 62em)');
  const [chosen, setWay] = useWay();
  const [asked, setAsked] = useSearchParams();
  const dueMoment = useDueMoment();
  const filling = useFilling(check);
  const { questions, progress, answer } = filling;
  const placeOf = (questionId: string | null) =>
    questions.findIndex(({ question }) => question.id === questionId);
  const spotOf = (place: number) => ({ id: questions[place]?.question.id ?? null, place });
  const [spot, setSpot] = useState(() => {
    const first = placeOf(asked.get('question'));
    const open = first < 0 ? questions.findIndex(({ missing }) => missing.length > 0) : first;
    return spotOf(open < 0 ? questions.length : open);
  });
  const way = chosen ?? (isWide ? 'list' : 'one');

  // An answer may bring or hide questions before this one: it stays where it is.
  const known = placeOf(spot.id);
  const place =
    spot.id === null ? questions.length : known < 0 ? Math.min(spot.place, questions.length) : known;
  const current = questions[place];
  const go = (next: number) => {
    setSpot(spotOf(next));
    window.scrollTo({ top: 0 });
  };
  const jump = (questionId: string) => {
    if (way === 'one') return go(placeOf(questionId));
    const heading = document.getElementById(headingOf(questionId));
    heading?.scrollIntoView({ block: 'center' });
    heading?.focus({ preventScroll: true });
  };
  // Whoever comes to mend one answer of the list is brought to it.
  useEffect(() => {
    const wanted = asked.get('question');
    if (wanted && way === 'list') jump(wanted);
  }, []);
  // In the address, so that a reload comes back to the same question.
  const here = way === 'one' ? current?.question.id : undefined;
  useEffect(() => {
    setAsked(here === undefined ? {} : { question: here }, { replace: true });
  }, [here]);
  const toLookAt = questions
    .filter(({ question }) => refused?.questions?.includes(question.id))
    .map(({ question: { id, text } }) => ({ id, text }));
  const share = { answered: progress.answered, total: progress.total };
  return (
    <Stack maw={720} mx="auto" {...(way === 'one' && { className: 'filling' })}>
      <div>
        <PageTitle>{check.title}</PageTitle>
        <Text c="dimmed">
          {[check.area?.name, dueWords(t, check.due_at), dueMoment(check)].filter(Boolean).join(' · ')}
        </Text>
      </div>
      {refused && <RefusedSubmit entry={refused} questions={toLookAt} onJump={jump} />}
      <Group justify="space-between">
        <Text>{t('checks.progress', share)}</Text>
        <SegmentedControl
          value={way}
          onChange={(next) => setWay(next as 'one' | 'list')}
          size="md"
          aria-label={t('fill.way')}
          data={[
            { value: 'one', label: t('fill.oneByOne') },
            { value: 'list', label: t('fill.list') },
          ]}
        />
      </Group>
      <Progress
        value={share.total === 0 ? 100 : (100 * share.answered) / share.total}
        aria-label={t('checks.progress', share)}
      />
      {way === 'list' ? (
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
          <nav className="steps" aria-label={t('fill.steps')}>
            <Button variant="default" size="lg" disabled={place === 0} onClick={() => go(place - 1)}>
              {t('fill.back')}
            </Button>
            {current && (
              <Button size="lg" className="step-on" onClick={() => go(place + 1)}>
                {place + 1 < questions.length ? t('fill.next') : t('fill.summary')}
              </Button>
            )}
          </nav>
        </>
      )}
    </Stack>
  );
}
