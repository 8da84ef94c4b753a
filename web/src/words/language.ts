export type Language = 'ru' | 'en';

const KEY = 'proverka.language';
const listeners = new Set<() => void>();
let current: Language = initial();

function initial(): Language {
  const chosen = localStorage.getItem(KEY);
  if (chosen === 'ru' || chosen === 'en') return chosen;
  return navigator.language.startsWith('en') ? 'en' : 'ru';
}

export function language(): Language {
  return current;
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
