import { panelTemplatesEn } from '../../../../locales/panelTemplates.en';
import { panelTemplatesRu } from '../../../../locales/panelTemplates.ru';
import { useLanguage, wordsOf } from '../../words/words';

// A plural has fewer forms in English, which the catalogue is held to.
const catalogues = { ru: panelTemplatesRu, en: panelTemplatesEn as unknown as typeof panelTemplatesRu };

export function useTemplateWords() {
  return wordsOf(catalogues, useLanguage());
}

export type TemplateWords = ReturnType<typeof useTemplateWords>;
type TemplateKey = Parameters<TemplateWords>[0];

type LastOf<Prefix extends string> = TemplateKey extends infer K
  ? K extends `${Prefix}.${infer Name}`
    ? Name
    : never
  : never;
export type FieldName = LastOf<'field'>;

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(panelTemplatesRu.field, name);
}

/** What a field is called; a name that nobody knows is left out of the words. */
export function fieldWords(t: TemplateWords, name: string): string {
  return t(`field.${isFieldName(name) ? name : 'some'}`);
}
