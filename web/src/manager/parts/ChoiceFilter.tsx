import { Select } from '@mantine/core';

interface ChoiceFilterProps {
  label: string;
  /** The word for no choice. */
  every: string;
  /** '' for no choice. */
  value: string;
  choices: readonly { value: string; label: string }[];
  onPick: (value: string) => void;
}

/** Narrows a list to one of a few words, or to none of them. */
export function ChoiceFilter({ label, every, value, choices, onPick }: ChoiceFilterProps) {
  return (
    <Select
      label={label}
      value={value}
      allowDeselect={false}
      data={[{ value: '', label: every }, ...choices]}
      onChange={(picked) => onPick(picked ?? '')}
    />
  );
}
