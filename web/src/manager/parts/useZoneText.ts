import { useLanguage } from '../../words/words';
import { zoneText } from '../places/zones';

/** A zone's name in the reader's language: «Москва, Санкт-Петербург (GMT+3)». */
export function useZoneText(): (zone: string) => string {
  const language = useLanguage();
  return (zone) => zoneText(language, zone);
}
