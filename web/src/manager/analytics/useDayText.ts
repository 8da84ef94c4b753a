import { placeOf } from '../../words/language';
import { useLanguage } from '../../words/words';

/** «24 нояб.» of 2026-11-24. */
export function useDayText(): (day: string) => string {
  const language = useLanguage();
  return (day) =>
    new Intl.DateTimeFormat(placeOf(language), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
      new Date(day),
    );
}
