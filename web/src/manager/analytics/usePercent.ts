import { useLanguage } from '../../words/words';

/** A rate of 0 to 1 in per cent; a dash where there is nothing to reckon with. */
export function usePercent(): (rate: number | null) => string {
  const language = useLanguage();
  return (rate) => (rate === null ? '—' : new Intl.NumberFormat(language, { style: 'percent' }).format(rate));
}
