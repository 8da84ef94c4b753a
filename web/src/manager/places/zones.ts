import { citiesRu } from '../../../../locales/panelCities.ru';
import type { Language } from '../../words/language';

interface ZoneOption {
  value: string;
  label: string;
}

const made = new Map<Language, ZoneOption[]>();

/** Zones as people look for them: `Europe/Moscow · Москва, Санкт-Петербург · GMT+3`. */
export function zoneOptions(language: Language): ZoneOption[] {
  const known = made.get(language);
  if (known) return known;
  const now = new Date();
  const options = Intl.supportedValuesOf('timeZone').map((value) => {
    const cities = language === 'ru' ? citiesRu[value] : undefined;
    return { value, label: [value, ...(cities ? [cities] : []), offsetOf(value, now)].join(' · ') };
  });
  made.set(language, options);
  return options;
}

function offsetOf(timeZone: string, at: Date): string {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' });
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
