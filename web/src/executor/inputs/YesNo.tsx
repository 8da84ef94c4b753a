import { Button, Group } from '@mantine/core';
import { useWords } from '../../words/words';
import type { ValueProps } from './valueProps';

export function YesNo({ value, labelledBy, onChange }: ValueProps) {
  const t = useWords();
  return (
    <Group grow role="group" aria-labelledby={labelledBy}>
      {([true, false] as const).map((one) => (
        <Button
          key={String(one)}
          className="big"
          variant={value === one ? 'filled' : 'default'}
          color={one ? 'pine' : 'red.9'}
          aria-pressed={value === one}
          onClick={() => onChange(one)}
        >
          {t(one ? 'fill.yes' : 'fill.no')}
        </Button>
      ))}
    </Group>
  );
}
