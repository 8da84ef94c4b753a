import {
  Checkbox,
  type CheckboxProps,
  NumberInput,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { useFault } from './editorContext';

/** A place that the list of faults can jump to. */
export function Spot({ path, children }: { path: string; children: ReactNode }) {
  return <div data-path={path}>{children}</div>;
}

interface TextFieldProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  path: string;
  value: string | undefined;
  onText: (value: string) => void;
}

export function TextField({ path, value = '', onText, ...rest }: TextFieldProps) {
  const { error, onBlur } = useFault(path);
  return (
    <Spot path={path}>
      <TextInput
        value={value}
        onChange={(event) => onText(event.currentTarget.value)}
        onBlur={onBlur}
        error={error}
        {...rest}
      />
    </Spot>
  );
}

interface LongTextFieldProps extends Omit<TextareaProps, 'value' | 'onChange'> {
  path: string;
  value: string | undefined;
  onText: (value: string) => void;
}

export function LongTextField({ path, value = '', onText, ...rest }: LongTextFieldProps) {
  const { error, onBlur } = useFault(path);
  return (
    <Spot path={path}>
      <Textarea
        value={value}
        onChange={(event) => onText(event.currentTarget.value)}
        onBlur={onBlur}
        error={error}
        autosize
        minRows={1}
        {...rest}
      />
    </Spot>
  );
}

interface NumberFieldProps {
  path: string;
  label: string;
  description?: string;
  value: number | undefined;
  /** Undefined where the field was made blank. */
  onNumber: (value: number | undefined) => void;
  min?: number;
  max?: number;
  isWhole?: boolean;
}

export function NumberField({ path, value, onNumber, isWhole = false, ...rest }: NumberFieldProps) {
  const { error, onBlur } = useFault(path);
  return (
    <Spot path={path}>
      <NumberInput
        value={value ?? ''}
        onChange={(next) => {
          if (next === '') return onNumber(undefined);
          const number = Number(next);
          return Number.isFinite(number) && onNumber(number);
        }}
        onBlur={onBlur}
        error={error}
        allowDecimal={!isWhole}
        allowedDecimalSeparators={['.', ',']}
        clampBehavior="none"
        hideControls
        {...rest}
      />
    </Spot>
  );
}

interface FlagFieldProps extends Omit<CheckboxProps, 'value' | 'onChange' | 'checked'> {
  path: string;
  isSet: boolean | undefined;
  onFlag: (isSet: boolean) => void;
}

export function FlagField({ path, isSet = false, onFlag, ...rest }: FlagFieldProps) {
  const { error } = useFault(path);
  return (
    <Spot path={path}>
      <Checkbox
        checked={isSet}
        onChange={(event) => onFlag(event.currentTarget.checked)}
        error={error}
        className="tpl-flag"
        {...rest}
      />
    </Spot>
  );
}
