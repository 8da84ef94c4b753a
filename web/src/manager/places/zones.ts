import { citiesRu } from '../../../../locales/panelCities.ru';
import type { Language } from '../../words/language';

interface ZoneOption {
  value: string;
  label: string;
}

const made = new Map<Language, ZoneOption[]>();

/** Zones as people look for them: `Europe/Moscow · Москва, Санкт-Петербург · GMT+3`. */
function zoneOptions(language: Language): ZoneOption[] {
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

/** The same, with one that is in use though the browser does not know it. */
export function zonesWith(language: Language, used: string): ZoneOption[] {
  const known = zoneOptions(language);
  return known.some(({ value }) => value === used) ? known : [{ value: used, label: used }, ...known];
}

/** A zone as people of the place call it: «Москва, Санкт-Петербург (GMT+3)»; by its IANA name where it has no other. */
export function zoneText(language: Language, zone: string): string {
  const city = language === 'ru' ? citiesRu[zone] : zone.split('/').at(-1)?.replaceAll('_', ' ');
  return `${city ?? zone} (${offsetOf(zone, new Date())})`;
}

function offsetOf(timeZone: string, at: Date): string {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' });
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
