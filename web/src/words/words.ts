import { useSyncExternalStore } from 'react';
import { panelEn } from '../../../locales/panel.en';
import { panelRu } from '../../../locales/panel.ru';
import { type Language, language, onLanguage } from './language';

type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
type Keys<T> = {
  [K in keyof T & string]: T[K] extends string | { other: string } ? K : `${K}.${Keys<T[K]>}`;
}[keyof T & string];
type Params = Record<string, string | number>;
export type Words<Key extends string> = (key: Key, params?: Params) => string;

export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, language);
}

/** A reader of a catalogue: `checks.title`; `{name}` stands for a value, `count` chooses the plural. */
export function wordsOf<T extends object>(catalogues: Record<Language, T>, spoken: Language): Words<Keys<T>> {
  return (key, params = {}) => {
    const found = key
      .split('.')
      .reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], catalogues[spoken]);
    const text = typeof found === 'string' ? found : pluralOf(found as Plural, spoken, params.count);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = params[name];
      return typeof value === 'number' ? value.toLocaleString(spoken) : (value ?? '');
    });
  };
}

const pluralOf = (forms: Plural, spoken: Language, count: string | number | undefined): string =>
  forms[new Intl.PluralRules(spoken).select(Number(count))] ?? forms.other;

const catalogues = { ru: panelRu, en: panelEn };
export type PanelKey = Keys<typeof panelRu>;

export function useWords(): Words<PanelKey> {
  return wordsOf(catalogues, useLanguage());
}
