export type Language = 'ru' | 'en';

const KEY = 'proverka.language';
const listeners = new Set<() => void>();
let current: Language = initial();
document.documentElement.lang = current;

function initial(): Language {
  const chosen = localStorage.getItem(KEY);
  if (chosen === 'ru' || chosen === 'en') return chosen;
  return navigator.language.startsWith('en') ? 'en' : 'ru';
}

export function language(): Language {
  return current;
}

/** How dates and numbers are written: a plant's day comes before its month, and its clock has 24 hours. */
export function placeOf(spoken: Language): string {
  return spoken === 'en' ? 'en-GB' : spoken;
}

export function chooseLanguage(next: Language): void {
  current = next;
  localStorage.setItem(KEY, next);
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
