import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Question } from '../../../../domain/template';
import type { ValueProps } from './valueProps';

interface TextValueProps extends ValueProps {
  question: Extract<Question, { type: 'text' }>;
}

/** Taken when the field is left. */
export function TextValue({ question, value, labelledBy, onChange }: TextValueProps) {
  const [text, setText] = useState(typeof value === 'string' ? value : '');
  const common = {
    'aria-labelledby': labelledBy,
    value: text,
    maxLength: question.max_length,
    size: 'lg',
    onBlur: () => text !== (value ?? '') && onChange(text.trim() === '' ? null : text),
  };
  return question.multiline ? (
    <Textarea {...common} autosize minRows={3} onChange={(event) => setText(event.currentTarget.value)} />
  ) : (
    <TextInput {...common} onChange={(event) => setText(event.currentTarget.value)} />
  );
}
