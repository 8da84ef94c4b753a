import { Text, Title } from '@mantine/core';
import type { AnyQuestion, Template } from '../data/types';
import { useManagerWords } from '../words';
import { hasRule } from '../../../../domain/rules';
import { useLanguage } from '../../words/words';
import { useConditionText } from './conditions/useConditionText';
import type { PlainQuestion } from './editor/draft';
import { traits } from './traits';
import { useTemplateWords } from './words';

/** The questions as they are put, with what is demanded of each answer. */
export function QuestionList({ structure }: { structure: Template['structure'] }) {
  const t = useManagerWords();
  const words = useTemplateWords();
  // The API's type lists every type of question apart.
  const all = structure.sections.flatMap((section) => section.questions) as unknown as PlainQuestion[];
  const conditionText = useConditionText(all);
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
              {hasRule(visible_if) && `, ${words('list_of.when', { condition: conditionText(visible_if) })}`}
            </Text>
          </header>
          <ol className="m-list">
            {(questions as unknown as AnyQuestion[]).map((question) => (
              <li key={question.id} className="m-line">
                <OneQuestion question={question} conditionText={conditionText} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

interface OneQuestionProps {
  question: AnyQuestion;
  conditionText: ReturnType<typeof useConditionText>;
}

function OneQuestion({ question, conditionText }: OneQuestionProps) {
  const t = useManagerWords();
  const words = useTemplateWords();
  const language = useLanguage();
  const { id, text, hint, options, on_fail, visible_if, fails_if } = question;
  const conditions = [
    hasRule(visible_if) && words('list_of.when', { condition: conditionText(visible_if) }),
    hasRule(fails_if) && words('list_of.fails_when', { condition: conditionText(fails_if, id) }),
  ].filter((condition) => condition !== false);
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
      {conditions.map((condition) => (
        <Text key={condition} size="sm" className="tpl-condition">
          {condition}
        </Text>
      ))}
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
