import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { answerFaults } from '../../../../domain/answer';
import type { Question } from '../../../../domain/template';
import { type PanelKey, useWords, type Words } from '../../words/words';
import type { ValueProps } from './valueProps';

interface NumberValueProps extends ValueProps {
  question: Extract<Question, { type: 'number' }>;
}

/** Taken when the field is left; what the template calls impossible is said at once and not sent. */
export function NumberValue({ question, value, labelledBy, onChange }: NumberValueProps) {
  const t = useWords();
  const [text, setText] = useState(typeof value === 'number' ? String(value).replace('.', ',') : '');
  const number = text.trim() === '' ? null : Number(text.trim().replace(',', '.'));
  const isFaulty = number !== null && answerFaults(question, { value: number }).length > 0;
  const { unit, min, max, limit_min, limit_max, decimals } = question;
  const accepted = rangeWords(t, min, max);
  const possible = rangeWords(t, limit_min, limit_max);
  return (
    <div>
      <TextInput
        aria-labelledby={labelledBy}
        value={text}
        inputMode={decimals === 0 ? 'numeric' : 'decimal'}
        size="xl"
        rightSection={unit ? <Text px="sm">{unit}</Text> : undefined}
        rightSectionWidth={72}
        error={
          isFaulty &&
          t('fill.notSaved', { reason: possible ? t('fill.possible', { range: possible }) : text })
        }
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => !isFaulty && number !== value && onChange(number)}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      {accepted && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('fill.range', { range: unit ? `${accepted} ${unit}` : accepted })}
        </Text>
      )}
    </div>
  );
}

function rangeWords(t: Words<PanelKey>, min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return t('fill.between', { min, max });
  if (min !== undefined) return t('fill.from', { min });
  return max === undefined ? '' : t('fill.to', { max });
}
