import { TextInput } from '@mantine/core';
import { answerFaults } from '../../../../domain/answer';
import type { Question } from '../../../../domain/template';
import { useLanguage, useWords } from '../../words/words';
import { answerWords } from '../answerWords';
import { useDraft } from '../drafts';
import type { ValueProps } from './valueProps';

type MomentQuestion = Extract<Question, { type: 'date' | 'time' | 'datetime' }>;

const INPUT_TYPES = { date: 'date', time: 'time', datetime: 'datetime-local' } as const;

/** The device's own pickers. A date with its time is meant by the device's clock. */
export function MomentInput({
  question,
  value,
  labelledBy,
  onChange,
}: ValueProps & { question: MomentQuestion }) {
  const t = useWords();
  const spoken = useLanguage();
  const draft = useDraft(
    `${question.id}.value`,
    typeof value === 'string' ? fieldOf(question.type, value) : '',
  );
  const { text } = draft;
  const given = valueOf(question.type, text);
  const isFaulty = given !== null && answerFaults(question, { value: given }).length > 0;
  const { not_before: min, not_after: max, type } = question;
  const said = (bound: string) => answerWords(t, spoken, question, { value: bound });
  const range =
    min && max
      ? t('fill.between', { min: said(min), max: said(max) })
      : min
        ? t('fill.from', { min: said(min) })
        : max && t('fill.to', { max: said(max) });
  return (
    <TextInput
      aria-labelledby={labelledBy}
      type={INPUT_TYPES[type]}
      value={text}
      min={min && fieldOf(type, min)}
      max={max && fieldOf(type, max)}
      size="lg"
      {...(range && { description: t('fill.possible', { range }), inputWrapperOrder: BELOW })}
      error={isFaulty && t('fill.notSaved', { reason: t('fill.possible', { range: range ?? '' }) })}
      onFocus={draft.onFocus}
      onChange={(event) => draft.type(event.currentTarget.value)}
      onBlur={() => {
        draft.onLeave();
        if (!draft.isTyped || isFaulty) return;
        draft.done();
        if (given !== value) onChange(given);
      }}
    />
  );
}

const BELOW: ('input' | 'error' | 'description')[] = ['input', 'error', 'description'];

function valueOf(type: MomentQuestion['type'], text: string): string | null {
  if (type !== 'datetime') return text || null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

function fieldOf(type: MomentQuestion['type'], value: string): string {
  if (type !== 'datetime') return value;
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
