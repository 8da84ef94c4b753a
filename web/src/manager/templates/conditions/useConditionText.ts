import type { Rule } from '../../../../../domain/template';
import { useLanguage } from '../../../words/words';
import { useTemplateWords } from '../words';
import { useCheckFields } from './checkFields';
import {
  checkFieldType,
  type Group,
  isGroup,
  isState,
  type NamedQuestion,
  type SubjectType,
  type Test,
} from './condition';
import { fromRule } from './fromRule';

/** A rule as a half sentence: «Тормоза держат?» равно «Нет» и …; a rule that has no words is only said to be there. */
export function useConditionText(
  questions: readonly NamedQuestion[],
): (rule: Rule, selfId?: string) => string {
  const t = useTemplateWords();
  const language = useLanguage();
  // Only where a rule is told: a list of hundreds of rows asks for words in a few of them.
  const fields = useCheckFields();
  let known: Map<string, NamedQuestion> | undefined;
  const find = (id: string) => {
    known ??= new Map([...questions, ...fields].map((question) => [question.id, question]));
    return known.get(id);
  };

  const quoted = (text: string) => t('condition.quoted', { text });
  const literal = (value: unknown, question: NamedQuestion | undefined): string => {
    if (Array.isArray(value)) return value.map((one) => literal(one, question)).join(', ');
    if (typeof value === 'boolean') return quoted(t(value ? 'condition.yes' : 'condition.no'));
    if (typeof value === 'number') return value.toLocaleString(language);
    const label = question?.options?.find((option) => option.value === value)?.label;
    return label ? quoted(label) : (question?.unknown ?? quoted(String(value)));
  };
  const nameOf = (question: NamedQuestion | undefined, id: string): string => {
    if (!question) return t('condition.gone', { id });
    if (checkFieldType(id)) return question.text.toLowerCase();
    return quoted(question.text || t('list_of.question_untitled'));
  };
  const testText = ({ question: id, operator, value }: Test): string => {
    const question = find(id);
    const name = nameOf(question, id);
    const compared = operator === 'is' ? t('condition.is_said') : operatorText(t, operator, question?.type);
    return [
      isState(operator) ? `${name}:` : name,
      compared,
      value === undefined ? '' : literal(value, question),
    ]
      .filter(Boolean)
      .join(' ');
  };
  const groupText = ({ joins, parts }: Group): string =>
    parts
      .map((part) => (isGroup(part) ? `(${groupText(part)})` : testText(part)))
      .join(t(joins === 'all' ? 'condition.and' : 'condition.or'));

  return (rule, selfId) => {
    const condition = fromRule(rule, (id) => find(id)?.type, selfId);
    return condition ? groupText(condition) : t('condition.by_rule');
  };
}

const OF_CHECK = ['is', 'is_not', 'one_of', 'none_of', 'answered', 'unanswered'] as const;

export function operatorText(
  t: ReturnType<typeof useTemplateWords>,
  operator: Test['operator'],
  type: SubjectType | undefined,
): string {
  const ofCheck = OF_CHECK.find((one) => one === operator);
  if (ofCheck && (type === 'area' || type === 'person')) return t(`condition.check_operators.${ofCheck}`);
  const isMoment = type === 'date' || type === 'time';
  if (
    isMoment &&
    (operator === 'less' || operator === 'at_most' || operator === 'at_least' || operator === 'more')
  )
    return t(`condition.moment_operators.${operator}`);
  return t(`condition.operators.${operator}`);
}
