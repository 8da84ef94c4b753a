import { Group, Switch, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { compileTemplate, evaluateCheck } from '../../../../domain/evaluation';
import type { Settings, Structure } from '../../../../domain/template';
import type { AnyQuestion, Check } from '../data/types';
import { Photos } from '../parts/Photos';
import { StateBadge } from '../parts/StateBadge';
import { useManagerWords } from '../words';
import { AnswerText } from './AnswerText';

/** The questions that were put, section by section, with what was answered. */
export function Answers({ check }: { check: Check }) {
  const t = useManagerWords();
  const [onlyFailed, setOnlyFailed] = useState(false);
  const visible = useMemo(() => visibleOf(check), [check]);
  const sections = check.structure.sections.map(({ id, title, questions }) => ({
    ...{ id, title },
    questions: (questions as unknown as AnyQuestion[]).filter(
      (question) =>
        visible.has(question.id) &&
        question.type !== 'instruction' &&
        (!onlyFailed || check.answers[question.id]?.failed),
    ),
  }));
  const total = check.structure.sections.flatMap(({ questions }) => questions).length;
  const hidden = total - visible.size;
  const shown = sections.filter(({ questions }) => questions.length > 0);
  return (
    <section aria-labelledby="answers" className="m-page">
      <Group justify="space-between">
        <Title order={2} size="h3" id="answers">
          {t('check.answers')}
        </Title>
        <Switch
          label={t('check.only_failed')}
          checked={onlyFailed}
          onChange={({ currentTarget }) => setOnlyFailed(currentTarget.checked)}
        />
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
              <li key={question.id} className="m-line">
                <OneAnswer question={question} answer={check.answers[question.id]} />
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

function OneAnswer({
  question,
  answer,
}: {
  question: AnyQuestion;
  answer: Check['answers'][string] | undefined;
}) {
  const t = useManagerWords();
  const pictures = answer ? picturesOf(question, answer) : [];
  return (
    <>
      <Group justify="space-between" wrap="nowrap" align="start" gap="md">
        <Text>
          {question.text}
          {question.critical && (
            <Text span size="sm" c="var(--late)">
              {' '}
              · {t('check.critical')}
            </Text>
          )}
        </Text>
        {answer?.failed && <StateBadge tone="bad">{t('check.failed')}</StateBadge>}
      </Group>
      <Text component="div" fw={600} mt={2} {...(answer?.failed && { c: 'var(--late)' })}>
        <AnswerText question={question} answer={answer} />
      </Text>
      {answer?.comment && (
        <Text size="sm" mt={4} style={{ whiteSpace: 'pre-wrap' }}>
          «{answer.comment}»
        </Text>
      )}
      <Photos ids={pictures} subject={question.text} />
    </>
  );
}

/** A photo and a signature are values, other pictures are beside them. */
function picturesOf({ type }: AnyQuestion, { value, files }: Check['answers'][string]): string[] {
  const own = type === 'photo' && Array.isArray(value) ? value.map(String) : [];
  const signed = type === 'signature' && typeof value === 'string' ? [value] : [];
  return [...new Set([...own, ...signed, ...files])];
}

function visibleOf({ structure, answers, area, executor }: Check): Set<string> {
  // What is shown depends on the rules alone: no setting is read for it.
  const compiled = compileTemplate(structure as unknown as Structure, {} as Settings);
  return evaluateCheck(compiled, answers, { area_id: area?.id ?? null, executor_id: executor.id }).visible;
}
