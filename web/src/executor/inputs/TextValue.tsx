import { Textarea, TextInput } from '@mantine/core';
import type { Question } from '../../../../domain/template';
import { useDraft } from '../drafts';
import type { ValueProps } from './valueProps';

interface TextValueProps extends ValueProps {
  question: Extract<Question, { type: 'text' }>;
}

/** Taken when the field is left. */
export function TextValue({ question, value, labelledBy, onChange }: TextValueProps) {
  const draft = useDraft(`${question.id}.value`, typeof value === 'string' ? value : '');
  const { text } = draft;
  const common = {
    'aria-labelledby': labelledBy,
    value: text,
    maxLength: question.max_length,
    size: 'lg',
    onFocus: draft.onFocus,
    onBlur: () => {
      draft.onLeave();
      draft.done();
      if (draft.isTyped) onChange(text.trim() === '' ? null : text);
    },
  };
  return question.multiline ? (
    <Textarea {...common} autosize minRows={3} onChange={(event) => draft.type(event.currentTarget.value)} />
  ) : (
    <TextInput {...common} onChange={(event) => draft.type(event.currentTarget.value)} />
  );
}
