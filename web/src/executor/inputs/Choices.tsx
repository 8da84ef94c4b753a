import { Button, Stack } from '@mantine/core';
import type { Question } from '../../../../domain/template';
import type { ValueProps } from './valueProps';

interface ChoicesProps extends ValueProps {
  question: Extract<Question, { type: 'single_choice' | 'multi_choice' }>;
}

export function Choices({ question, value, labelledBy, onChange }: ChoicesProps) {
  const isMulti = question.type === 'multi_choice';
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  const isChosen = (option: string) => (isMulti ? chosen.includes(option) : value === option);
  const choose = (option: string) => {
    if (!isMulti) return onChange(option);
    const next = isChosen(option) ? chosen.filter((one) => one !== option) : [...chosen, option];
    return onChange(next.length > 0 ? next : null);
  };
  return (
    <Stack gap="xs" role="group" aria-labelledby={labelledBy}>
      {question.options.map(({ value: option, label }) => (
        <Button
          key={option}
          className="big choice"
          justify="flex-start"
          variant={isChosen(option) ? 'filled' : 'default'}
          aria-pressed={isChosen(option)}
          leftSection={<span aria-hidden="true">{isChosen(option) ? '✓' : isMulti ? '☐' : '○'}</span>}
          onClick={() => choose(option)}
        >
          {label}
        </Button>
      ))}
    </Stack>
  );
}
