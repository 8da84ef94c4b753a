import type { Language } from '../../words/language';

interface ZoneOption {
  value: string;
  label: string;
}

const made = new Map<Language, ZoneOption[]>();

/** Zones as people look for them: `Europe/Moscow · Москва, стандартное время · GMT+3`. */
export function zoneOptions(language: Language): ZoneOption[] {
  const known = made.get(language);
  if (known) return known;
  const options = Intl.supportedValuesOf('timeZone').map((value) => ({
    value,
    label: [value, nameOf(value, language, 'long'), nameOf(value, language, 'shortOffset')].join(' · '),
  }));
  made.set(language, options);
  return options;
}

function nameOf(timeZone: string, language: Language, timeZoneName: 'long' | 'shortOffset'): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName }).formatToParts(0);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
