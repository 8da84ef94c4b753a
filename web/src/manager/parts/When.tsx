import { Text } from '@mantine/core';
import { momentText } from '../../words/moment';
import { useLanguage } from '../../words/words';

interface WhenProps {
  at: string;
  /** IANA name; the reader's own zone unless given. */
  zone?: string | undefined;
  late?: boolean;
}

/** A moment by the clock of its place. */
export function When({ at, zone, late = false }: WhenProps) {
  const text = useTimeText();
  return (
    <Text component="time" inherit dateTime={at} {...(late && { c: 'var(--late)', fw: 600 })}>
      {text(at, zone)}
    </Text>
  );
}

export function useTimeText(): (at: string, zone?: string) => string {
  const language = useLanguage();
  return (at, zone) => momentText(language, at, zone);
}
