import { TextInput } from '@mantine/core';
import { useManagerWords } from '../words';

interface Days {
  /** YYYY-MM-DD, both included; '' for no bound. */
  from: string;
  to: string;
}

/** Narrows a list to the days between two dates. */
export function DaysFilter({ from, to, onPick }: Days & { onPick: (patch: Partial<Days>) => void }) {
  const t = useManagerWords();
  return (
    <>
      <TextInput
        type="date"
        label={t('common.from')}
        value={from}
        max={to}
        onChange={({ currentTarget }) => onPick({ from: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('common.to')}
        value={to}
        min={from}
        onChange={({ currentTarget }) => onPick({ to: currentTarget.value })}
      />
    </>
  );
}
