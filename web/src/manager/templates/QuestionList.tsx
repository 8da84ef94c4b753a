import { Text, Title } from '@mantine/core';
import type { AnyQuestion, Template } from '../data/types';
import { type ManagerWords, useManagerWords } from '../words';
import { useLanguage } from '../../words/words';

/** The questions as they are put, with what is demanded of each answer. */
export function QuestionList({ structure }: { structure: Template['structure'] }) {
  const t = useManagerWords();
  return (
    <div className="m-page">
      {structure.sections.map(({ id, title, questions, visible_if }) => (
        <section key={id} className="m-group" aria-label={title}>
          <header>
            <Title order={2} size="h4">
              {title}
            </Title>
            <Text size="sm" c="dimmed">
              {t('templates.questions', { count: questions.length })}
              {visible_if ? `, ${t('templates.conditional')}` : ''}
            </Text>
          </header>
          <ol className="m-list">
            {(questions as unknown as AnyQuestion[]).map((question) => (
              <li key={question.id} className="m-line">
                <OneQuestion question={question} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function OneQuestion({ question }: { question: AnyQuestion }) {
  const t = useManagerWords();
  const language = useLanguage();
  const { text, hint, options, on_fail } = question;
  const demands = [
    on_fail?.require_comment && t('templates.fail_comment'),
    on_fail?.require_photo && t('templates.fail_photo'),
    on_fail?.action && t('templates.fail_action', { title: on_fail.action.title }),
  ].filter(Boolean);
  return (
    <>
      <Text fw={600}>{text}</Text>
      {hint && <Text size="sm">{hint}</Text>}
      <Text size="sm" c="dimmed">
        {traits(t, question, language).join(' · ')}
      </Text>
      {options && (
        <Text size="sm">
          {options
            .map(({ label, failed }) => (failed ? `${label} (${t('check.failed').toLowerCase()})` : label))
            .join(', ')}
        </Text>
      )}
      {demands.length > 0 && (
        <Text size="sm">
          {t('templates.on_fail')} {demands.join(', ')}
        </Text>
      )}
    </>
  );
}

type TypeKey = Parameters<ManagerWords>[0] & `templates.type.${string}`;

function traits(t: ManagerWords, question: AnyQuestion, language: string): string[] {
  const { type, min, max, unit, required, critical, visible_if, fails_if, allow_na } = question;
  const amount = (value: number) => `${value.toLocaleString(language)}${unit ? ` ${unit}` : ''}`;
  const range =
    min !== undefined && max !== undefined
      ? t('templates.range', { min: amount(min), max: amount(max) })
      : min !== undefined
        ? t('templates.range_min', { min: amount(min) })
        : max !== undefined && t('templates.range_max', { max: amount(max) });
  return [
    t(`templates.type.${type}` as TypeKey),
    range,
    type !== 'instruction' && t(required ? 'templates.required' : 'templates.optional'),
    critical && t('templates.critical'),
    allow_na && t('templates.allow_na'),
    Boolean(visible_if) && t('templates.conditional'),
    Boolean(fails_if) && t('templates.fails'),
  ].filter((word): word is string => typeof word === 'string' && word !== '');
}
