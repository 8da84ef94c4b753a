import { partsOf } from './editor/durations';
import { useTemplateWords } from './words';

/** `PT1H30M` → «1 час 30 минут»; any other text as it is. */
export function useDurationText(): (duration: string) => string {
  const t = useTemplateWords();
  return (duration) => {
    const parts = partsOf(duration);
    if (!parts) return duration;
    if (parts.length === 0) return t('duration.none');
    return parts.map(({ amount, unit }) => t(`duration.${unit}`, { count: amount })).join(' ');
  };
}
