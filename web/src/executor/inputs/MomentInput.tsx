import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { answerFaults } from '../../../../domain/answer';
import type { Question } from '../../../../domain/template';
import { useWords } from '../../words/words';
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
  const [text, setText] = useState(typeof value === 'string' ? fieldOf(question, value) : '');
  const given = text === '' ? null : question.type === 'datetime' ? new Date(text).toISOString() : text;
  const isFaulty = given !== null && answerFaults(question, { value: given }).length > 0;
  const { not_before, not_after } = question;
  const range = [not_before, not_after].filter(Boolean).join(' – ');
  return (
    <TextInput
      aria-labelledby={labelledBy}
      type={INPUT_TYPES[question.type]}
      value={text}
      size="lg"
      error={isFaulty && t('fill.notSaved', { reason: t('fill.possible', { range }) })}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => !isFaulty && given !== value && onChange(given)}
    />
  );
}

function fieldOf({ type }: MomentQuestion, value: string): string {
  if (type !== 'datetime') return value;
  const at = new Date(value);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
