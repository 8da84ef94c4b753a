import { Button, Group, Progress, Switch, Text, Textarea, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useMemo } from 'react';
import type { AnyQuestion, Check } from '../data/types';
import { useFilters } from '../data/useFilters';
import { usePictureNames } from '../parts/Photos';
import { useManagerWords } from '../words';
import { CheckActs } from './CheckActs';
import { OneAnswer } from './OneAnswer';
import { QuestionActions } from './QuestionActions';
import { reasonOf, useRemarks } from './remarks';
import { galleryOf, shownQuestions } from './shownQuestions';
import { useCheckActions } from './useCheckActions';

const END = 'end';

/** The answers one at a time, with remarks that become the reason for a return; the place is in the address. */
export function ReviewMode({ check }: { check: Check }) {
  const t = useManagerWords();
  const { values, set } = useFilters(['review', 'only_failed'] as const);
  const onlyFailed = values.only_failed === 'true';
  const { sections } = useMemo(() => shownQuestions(check), [check]);
  const all = sections.flatMap(({ questions }) => questions);
  const steps = all.filter(({ id }) => !onlyFailed || check.answers[id]?.failed);
  const found = steps.findIndex(({ id }) => id === values.review);
  const at = values.review === END ? steps.length : Math.max(0, found);
  const question = steps[at];
  const go = (to: number) => {
    if (to >= 0 && to <= steps.length) set({ review: steps[to]?.id ?? END });
  };
  useHotkeys([
    ['ArrowLeft', () => go(at - 1)],
    ['ArrowRight', () => go(at + 1)],
  ]);
  const { remarks, note, forget } = useRemarks(check.id);
  const reason = reasonOf(remarks, all);
  return (
    <section className="m-page m-review" aria-labelledby="review">
      <Group justify="space-between">
        <Title order={2} size="h3" id="review">
          {t(check.may.includes('review') ? 'review.title' : 'review.read_title')}
        </Title>
        <Group gap="md">
          <Switch
            label={t('check.only_failed')}
            checked={onlyFailed}
            onChange={({ currentTarget }) => set({ only_failed: currentTarget.checked ? 'true' : '' })}
          />
          <Button variant="default" onClick={() => set({ review: '' })}>
            {t('review.leave')}
          </Button>
        </Group>
      </Group>
      <Progress
        value={steps.length === 0 ? 100 : (Math.min(at + 1, steps.length) / steps.length) * 100}
        aria-label={t('review.progress')}
      />
      <div aria-live="polite">
        {question ? (
          <Step
            check={check}
            question={question}
            place={t('review.place', { number: at + 1, count: steps.length })}
            remark={remarks[question.id] ?? ''}
            onRemark={(text) => note(question.id, text)}
          />
        ) : (
          <div className="m-card">
            <Title order={3} size="h4">
              {t(steps.length === 0 ? 'check.no_failed' : 'review.end')}
            </Title>
            <Text style={{ whiteSpace: 'pre-wrap' }} {...(!reason && { c: 'dimmed' })}>
              {reason || t('review.no_remarks')}
            </Text>
            <CheckActs check={check} only={['accept', 'return']} reason={reason} onDone={forget} />
          </div>
        )}
      </div>
      <Group justify="space-between" className="m-review-steps">
        <Button size="md" variant="default" disabled={at === 0} onClick={() => go(at - 1)}>
          {t('review.before')}
        </Button>
        <Button size="md" disabled={at >= steps.length} onClick={() => go(at + 1)}>
          {t(at >= steps.length - 1 ? 'review.finish' : 'review.next')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" visibleFrom="sm">
        {t('review.keys')}
      </Text>
    </section>
  );
}

interface StepProps {
  check: Check;
  question: AnyQuestion;
  place: string;
  remark: string;
  onRemark: (text: string) => void;
}

function Step({ check, question, place, remark, onRemark }: StepProps) {
  const t = useManagerWords();
  const namesOf = usePictureNames();
  const { items: actions } = useCheckActions(check.id);
  const { sections } = useMemo(() => shownQuestions(check), [check]);
  const section = sections.find(({ questions }) => questions.includes(question));
  return (
    <article className="m-card" aria-label={question.text}>
      <Text size="sm" c="dimmed">
        {place}
        {section && ` · ${section.title}`}
      </Text>
      <div className="m-review-answer">
        <OneAnswer check={check} question={question} gallery={galleryOf(sections, check.answers, namesOf)} />
        <QuestionActions
          check={check}
          question={question}
          actions={actions.filter(({ question_id }) => question_id === question.id)}
        />
      </div>
      {check.may.includes('review') && (
        <Textarea
          label={t('review.remark')}
          description={t('review.remark_hint')}
          value={remark}
          maxLength={300}
          autosize
          onChange={({ currentTarget }) => onRemark(currentTarget.value)}
        />
      )}
    </article>
  );
}
