import { panelManagerEn } from '../../../locales/panelManager.en';
import { panelManagerRu } from '../../../locales/panelManager.ru';
import { useLanguage, wordsOf } from '../words/words';

// The English catalogue `satisfies` the Russian one's shape, but a plural has fewer forms there.
const catalogues = { ru: panelManagerRu, en: panelManagerEn as unknown as typeof panelManagerRu };

/** The managers' own texts, which come with their pages and not with the executor's. */
export function useManagerWords() {
  return wordsOf(catalogues, useLanguage());
}

export type ManagerWords = ReturnType<typeof useManagerWords>;
export type ManagerKey = Parameters<ManagerWords>[0];
