import { Group, Input, NumberInput, Select } from '@mantine/core';
import { useId } from 'react';
import { useTemplateWords } from '../words';
import { amountOf, durationOf, UNITS, type Unit } from './durations';
import { useFault } from './editorContext';
import { Spot } from './fields';

interface DurationFieldProps {
  path: string;
  label: string;
  description?: string;
  /** ISO 8601; blank or undefined where none is given. */
  value: string | undefined;
  onDuration: (value: string | undefined) => void;
  /** Days and weeks have no fixed length in working time. */
  isWorkingTime?: boolean;
}

const USUAL: readonly Unit[] = ['M', 'H', 'D', 'W'];

export function DurationField(props: DurationFieldProps) {
  const { path, label, description, value = '', onDuration, isWorkingTime = false } = props;
  const t = useTemplateWords();
  const id = useId();
  const { error, onBlur } = useFault(path);
  const known = amountOf(value);
  const unit = known?.unit ?? 'H';
  const units = UNITS.filter(
    (one) => one === unit || (USUAL.includes(one) && !(isWorkingTime && (one === 'D' || one === 'W'))),
  );
  return (
    <Spot path={path}>
      <Input.Wrapper
        label={label}
        id={id}
        error={error}
        {...(description && { description })}
        labelProps={{ htmlFor: id }}
      >
        <Group gap={6} wrap="nowrap">
          <NumberInput
            id={id}
            value={known?.amount ?? ''}
            min={0}
            allowDecimal={false}
            hideControls
            w={80}
            error={error !== undefined}
            onBlur={onBlur}
            onChange={(next) =>
              onDuration(next === '' ? undefined : durationOf({ amount: Math.round(Number(next)), unit }))
            }
          />
          <Select
            aria-label={t('unit.label', { name: label })}
            value={unit}
            allowDeselect={false}
            w={124}
            data={units.map((one) => ({ value: one, label: t(`unit.${one}`) }))}
            onChange={(next) => onDuration(durationOf({ amount: known?.amount ?? 1, unit: next as Unit }))}
          />
        </Group>
      </Input.Wrapper>
    </Spot>
  );
}
