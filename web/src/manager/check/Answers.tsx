import { Button, Group, Switch, Text, Title } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useLocation } from 'react-router';
import type { Check } from '../data/types';
import { useFilters } from '../data/useFilters';
import { usePictureNames } from '../parts/Photos';
import { useManagerWords } from '../words';
import { OneAnswer } from './OneAnswer';
import { QuestionActions } from './QuestionActions';
import { galleryOf, shownQuestions } from './shownQuestions';
import { useCheckActions } from './useCheckActions';

/** The questions that were put, section by section, with what was answered; `#q-<id>` leads to one of them. */
export function Answers({ check, onReview }: { check: Check; onReview: () => void }) {
  const t = useManagerWords();
  const { values, set } = useFilters(['only_failed'] as const);
  const onlyFailed = values.only_failed === 'true';
  const asked = useLocation().hash.replace('#q-', '');
  const namesOf = usePictureNames();
  const { items: actions } = useCheckActions(check.id);
  const { sections, hidden } = useMemo(() => shownQuestions(check), [check]);
  const gallery = galleryOf(sections, check.answers, namesOf);
  const shown = sections
    .map((section) => ({
      ...section,
      questions: section.questions.filter(
        ({ id }) => !onlyFailed || check.answers[id]?.failed || id === asked,
      ),
    }))
    .filter(({ questions }) => questions.length > 0);
  useEffect(() => {
    const place = asked && document.getElementById(`q-${asked}`);
    if (!place) return;
    place.scrollIntoView({ block: 'center' });
    place.focus({ preventScroll: true });
  }, [asked]);
  return (
    <section aria-labelledby="answers" className="m-page">
      <Group justify="space-between">
        <Title order={2} size="h3" id="answers">
          {t('check.answers')}
        </Title>
        <Group gap="md" className="m-acts">
          <Switch
            label={t('check.only_failed')}
            checked={onlyFailed}
            onChange={({ currentTarget }) => set({ only_failed: currentTarget.checked ? 'true' : '' })}
          />
          <Button variant="default" onClick={onReview}>
            {t('check.one_by_one')}
          </Button>
        </Group>
      </Group>
      {onlyFailed && shown.length === 0 && <Text>{t('check.no_failed')}</Text>}
      {shown.map(({ id, title, questions }) => (
        <section key={id} className="m-group" aria-label={title}>
          <header>
            <Title order={3} size="h5">
              {title}
            </Title>
          </header>
          <ul className="m-list">
            {questions.map((question) => (
              <li
                key={question.id}
                id={`q-${question.id}`}
                className="m-line m-answer"
                tabIndex={-1}
                {...(question.id === asked && { 'data-asked': true })}
              >
                <OneAnswer check={check} question={question} gallery={gallery} />
                <QuestionActions
                  check={check}
                  question={question}
                  actions={actions.filter(({ question_id }) => question_id === question.id)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {hidden > 0 && !onlyFailed && (
        <Text size="sm" c="dimmed">
          {t('check.hidden', { count: hidden })}
        </Text>
      )}
    </section>
  );
}
