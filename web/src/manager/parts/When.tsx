import { Text } from '@mantine/core';
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
  return (at, zone) => {
    const date = new Date(at);
    const isThisYear = date.getFullYear() === new Date().getFullYear();
    return new Intl.DateTimeFormat(language, {
      ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
      ...(!isThisYear && { year: 'numeric' }),
      ...(zone && { timeZone: zone }),
    }).format(date);
  };
}
