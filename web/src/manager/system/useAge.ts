import { useAdminWords } from '../adminWords';

/** How long something waits, in its largest whole unit. */
export function useAge(): (seconds: number) => string {
  const t = useAdminWords();
  return (seconds) => {
    if (seconds < 60) return t('system.seconds', { count: Math.round(seconds) });
    if (seconds < 3_600) return t('system.minutes', { count: Math.floor(seconds / 60) });
    if (seconds < 86_400) return t('system.hours', { count: Math.floor(seconds / 3_600) });
    return t('system.days', { count: Math.floor(seconds / 86_400) });
  };
}
