import type { AnyQuestion, Check } from '../data/types';
import { useTimeText } from '../parts/When';
import { useManagerWords } from '../words';
import { dayText } from '../../words/moment';
import { useLanguage } from '../../words/words';

/** An answer as a person says it. */
export function AnswerText({
  question,
  answer,
}: {
  question: AnyQuestion;
  answer: Check['answers'][string] | undefined;
}) {
  const t = useManagerWords();
  const language = useLanguage();
  const timeText = useTimeText();
  if (answer?.na) return t('common.na');
  const value = answer?.value;
  if (value === null || value === undefined) return t('check.no_answer');
  const labelOf = (word: unknown) =>
    question.options?.find((option) => option.value === word)?.label ?? String(word);
  switch (question.type) {
    case 'yes_no':
      return t(value ? 'common.yes' : 'common.no');
    case 'single_choice':
      return labelOf(value);
    case 'multi_choice':
      return Array.isArray(value) ? value.map(labelOf).join(', ') : String(value);
    case 'number':
      return `${Number(value).toLocaleString(language)}${question.unit ? ` ${question.unit}` : ''}`;
    case 'datetime':
      return timeText(String(value));
    case 'date':
      return dayText(language, String(value));
    case 'photo':
    case 'signature':
      return null;
    default:
      return String(value);
  }
}
