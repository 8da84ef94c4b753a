import { panelAdminEn } from '../../../locales/panelAdmin.en';
import { panelAdminRu } from '../../../locales/panelAdmin.ru';
import { useLanguage, wordsOf } from '../words/words';

const catalogues = { ru: panelAdminRu, en: panelAdminEn as unknown as typeof panelAdminRu };

/** The administrators' own texts, beside those of all managers. */
export function useAdminWords() {
  return wordsOf(catalogues, useLanguage());
}

export type AdminWords = ReturnType<typeof useAdminWords>;
