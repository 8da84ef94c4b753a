import { panelMeEn } from '../../../locales/panelMe.en';
import { panelMeRu } from '../../../locales/panelMe.ru';
import { useLanguage, wordsOf } from '../words/words';

const catalogues = { ru: panelMeRu, en: panelMeEn as unknown as typeof panelMeRu };

/** The texts of a person's own pages, which come with them. */
export function useMyWords() {
  return wordsOf(catalogues, useLanguage());
}
