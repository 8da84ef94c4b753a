const MOST_CHARACTERS = 255;

// Direction marks can make `gpj.exe` read as `exe.jpg`.
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** The name as given, without folders, control characters and direction marks. */
export function fileName(given: string): string {
  const name = given.replace(UNSEEN, '').split(/[\\/]/).at(-1)?.trim();
  if (!name || /^\.+$/.test(name)) return 'picture';
  return Array.from(name).slice(-MOST_CHARACTERS).join('');
}
