import { Text } from '@mantine/core';
import type { AnyQuestion } from '../data/types';
import { useManagerWords } from '../words';

/** What was to be expected of a number. */
export function RangeText({ question: { type, min, max } }: { question: AnyQuestion }) {
  const t = useManagerWords();
  if (type !== 'number' || (min === undefined && max === undefined)) return null;
  const words =
    min === undefined
      ? t('templates.range_max', { max: max ?? 0 })
      : max === undefined
        ? t('templates.range_min', { min })
        : t('templates.range', { min, max });
  return <Text span size="sm" c="dimmed" fw={400}>{` · ${words}`}</Text>;
}
