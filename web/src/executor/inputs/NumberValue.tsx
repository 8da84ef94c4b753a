import { Text, TextInput } from '@mantine/core';
import { answerFaults } from '../../../../domain/answer';
import type { Question } from '../../../../domain/template';
import { type PanelKey, useLanguage, useWords, type Words } from '../../words/words';
import { useDraft } from '../drafts';
import type { ValueProps } from './valueProps';

interface NumberValueProps extends ValueProps {
  question: Extract<Question, { type: 'number' }>;
}

/** Taken when the field is left; what the template calls impossible is said at once and not sent. */
export function NumberValue({ question, value, labelledBy, onChange }: NumberValueProps) {
  const t = useWords();
  const spoken = useLanguage();
  const saved = typeof value === 'number' ? String(value).replace('.', spoken === 'ru' ? ',' : '.') : '';
  const draft = useDraft(`${question.id}.value`, saved);
  const { text } = draft;
  const number = text.trim() === '' ? null : Number(text.trim().replace(/\s/g, '').replace(',', '.'));
  const [fault] = number === null ? [] : answerFaults(question, { value: number });
  const { unit, min, max, limit_min, limit_max, decimals } = question;
  const accepted = rangeWords(t, min, max);
  const possible = rangeWords(t, limit_min, limit_max);
  const reasonOf = (code: string) => {
    if (code === 'answer.impossible') return t('fill.possible', { range: possible });
    return code === 'answer.too_many_decimals'
      ? t('fill.decimals', { count: decimals ?? 0 })
      : t('fill.notNumber');
  };
  const leave = () => {
    draft.onLeave();
    if (!draft.isTyped || fault) return;
    draft.done();
    if (number !== value) onChange(number);
  };
  return (
    <div>
      <TextInput
        aria-labelledby={labelledBy}
        value={text}
        inputMode={decimals === 0 ? 'numeric' : 'decimal'}
        autoComplete="off"
        size="xl"
        rightSection={unit ? <Text px="sm">{unit}</Text> : undefined}
        rightSectionWidth={72}
        error={fault && t('fill.notSaved', { reason: reasonOf(fault.code) })}
        onFocus={draft.onFocus}
        onChange={(event) => draft.type(event.currentTarget.value)}
        onBlur={leave}
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
