import { useLanguage } from '../../words/words';

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

/** «340 кБ», “1.2 MB”. */
export function useSizeText(): (bytes: number) => string {
  const language = useLanguage();
  return (bytes) => {
    const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
    return new Intl.NumberFormat(language, {
      ...{ style: 'unit', unit: UNITS[power] ?? 'byte', unitDisplay: 'short' },
      maximumFractionDigits: power === 2 ? 1 : 0,
    }).format(bytes / 1000 ** power);
  };
}
