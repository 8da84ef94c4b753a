import type { Question } from '../../../domain/template';
import type { Language } from '../words/language';
import { dayText, momentText } from '../words/moment';
import type { PanelKey, Words } from '../words/words';

export interface SaidAnswer {
  value?: unknown;
  na?: boolean;
}

/** An answer as a person says it; pictures are told by their number. */
export function answerWords(
  t: Words<PanelKey>,
  spoken: Language,
  question: Question | undefined,
  { value, na }: SaidAnswer,
): string {
  if (na) return t('fill.na');
  if (value === null || value === undefined) return t('unsent.cleared');
  if (typeof value === 'boolean') return t(value ? 'fill.yes' : 'fill.no');
  switch (question?.type) {
    case 'photo':
      return t('unsent.photos', { count: Array.isArray(value) ? value.length : 1 });
    case 'signature':
      return t('fill.signature');
    case 'single_choice':
    case 'multi_choice': {
      const labelOf = (word: unknown) =>
        question.options.find((option) => option.value === word)?.label ?? String(word);
      return (Array.isArray(value) ? value : [value]).map(labelOf).join(', ');
    }
    case 'number':
      return `${Number(value).toLocaleString(spoken)}${question.unit ? ` ${question.unit}` : ''}`;
    case 'datetime':
      return momentText(spoken, String(value));
    case 'date':
      return dayText(spoken, String(value));
    default:
      return Array.isArray(value) ? value.join(', ') : String(value);
  }
}
