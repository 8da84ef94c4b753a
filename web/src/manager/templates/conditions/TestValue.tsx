import { Button, MultiSelect, NumberInput, Select, type SelectProps, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTemplateWords } from '../words';
import type { Literal, NamedQuestion, Test } from './condition';

interface TestValueProps {
  label: string;
  test: Test;
  question: NamedQuestion | undefined;
  onValue: (value: Literal) => void;
}

/** What an answer is compared with, as its question would be answered. */
export function TestValue({ label, test: { operator, value }, question, onValue }: TestValueProps) {
  const t = useTemplateWords();
  const name = { 'aria-label': label };
  const isLong = question?.unknown !== undefined;
  const choices = (chosen: readonly string[]) => [
    ...(question?.options ?? []).map((option) => ({
      value: option.value,
      label: option.label || option.value,
    })),
    ...chosen
      .filter((one) => one !== '' && !question?.options?.some((option) => option.value === one))
      .map((one) => ({
        value: one,
        label: question?.unknown ?? (question?.options ? t('condition.gone_option', { value: one }) : one),
      })),
  ];
  if (typeof value === 'boolean')
    return (
      <Select
        {...name}
        allowDeselect={false}
        value={String(value)}
        data={[
          { value: 'true', label: t('condition.yes') },
          { value: 'false', label: t('condition.no') },
        ]}
        onChange={(next) => onValue(next === 'true')}
      />
    );
  if (typeof value === 'number')
    return (
      <NumberLiteral label={label} value={value} isWhole={operator.startsWith('count')} onValue={onValue} />
    );
  if (Array.isArray(value)) {
    const below = belowThem(question, value);
    return (
      <div>
        <MultiSelect
          {...name}
          data={choices(value)}
          value={value}
          onChange={onValue}
          hidePickedOptions
          searchable={isLong}
          renderOption={inTree(question)}
        />
        {below.length > 0 && (
          <Button variant="subtle" size="compact-sm" mih={44} onClick={() => onValue([...value, ...below])}>
            {t('condition.with_below', { count: below.length })}
          </Button>
        )}
      </div>
    );
  }
  const text = value ?? '';
  if (question?.options)
    return (
      <Select
        {...name}
        allowDeselect={false}
        data={choices([text])}
        value={text}
        searchable={isLong}
        renderOption={inTree(question)}
        onChange={(next) => next !== null && onValue(next)}
      />
    );
  const type = question?.type === 'date' || question?.type === 'time' ? question.type : 'text';
  return (
    <TextInput
      {...name}
      type={type}
      value={text}
      maxLength={500}
      onChange={(event) =>
        (type === 'text' || event.currentTarget.value) && onValue(event.currentTarget.value)
      }
    />
  );
}

/** Further in, the deeper it lies. */
function inTree(question: NamedQuestion | undefined): NonNullable<SelectProps['renderOption']> {
  const depths = new Map(question?.options?.map(({ value, depth = 0 }) => [value, depth]));
  return ({ option }) => (
    <span style={{ paddingLeft: `${(depths.get(option.value) ?? 0) * 16}px` }}>{option.label}</span>
  );
}

/** What lies below those chosen, and is not chosen. */
function belowThem(question: NamedQuestion | undefined, chosen: readonly string[]): string[] {
  const below: string[] = [];
  let top = Infinity;
  for (const { value, depth = 0 } of question?.options ?? []) {
    if (depth <= top) top = chosen.includes(value) ? depth : Infinity;
    else if (!chosen.includes(value)) below.push(value);
  }
  return below;
}

interface NumberLiteralProps {
  label: string;
  value: number;
  isWhole: boolean;
  onValue: (value: number) => void;
}

/** Blank while it is typed anew: the condition keeps its last number until there is another. */
function NumberLiteral({ label, value, isWhole, onValue }: NumberLiteralProps) {
  const [typed, setTyped] = useState<string | number>();
  return (
    <NumberInput
      aria-label={label}
      value={typed ?? value}
      allowDecimal={!isWhole}
      allowedDecimalSeparators={['.', ',']}
      hideControls
      onChange={(next) => {
        setTyped(next);
        if (next !== '' && Number.isFinite(Number(next))) onValue(Number(next));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
