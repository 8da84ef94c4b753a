import { createInstance } from 'i18next';
import type { Locale } from '../domain/actor';
import { en } from './en';
import type { Plural } from './message';
import { ru } from './ru';

type KeysOf<T> = {
  [K in keyof T & string]: T[K] extends string | Plural ? K : `${K}.${KeysOf<T[K]>}`;
}[keyof T & string];

/** `error.check.closed.title`, `timeline.answered`, … */
export type MessageKey = KeysOf<typeof ru>;

export type MessageParams = Record<string, string | number>;

const FORMS = ['one', 'few', 'many', 'other'] as const;

function isPlural(value: object): value is Plural {
  return 'one' in value && 'other' in value;
}

/** i18next is given flat keys, since error codes hold dots themselves. */
function flatten(node: object, prefix = ''): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(node) as [string, string | object][]) {
    const key = prefix + name;
    if (typeof value === 'string') flat[key] = value;
    else if (isPlural(value)) for (const form of FORMS) flat[`${key}_${form}`] = value[form] ?? value.other;
    else Object.assign(flat, flatten(value, `${key}.`));
  }
  return flat;
}

const messages: Record<Locale, Record<string, string>> = { ru: flatten(ru), en: flatten(en) };

const i18n = createInstance({
  lng: 'ru',
  fallbackLng: false,
  resources: { ru: { translation: messages.ru }, en: { translation: messages.en } },
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  // The texts go into JSON, chat and templates, each of which escapes for itself.
  interpolation: { escapeValue: false, skipOnVariables: true },
  missingInterpolationHandler: () => '',
});
void i18n.init();

/** Words in the person's language; `count` among the params chooses the plural form. */
export function translate(locale: Locale, key: MessageKey, params: MessageParams = {}): string {
  return i18n.t(key, { ...params, lng: locale });
}

export function hasMessage(locale: Locale, key: string): key is MessageKey {
  return key in messages[locale] || `${key}_other` in messages[locale];
}
