const LATIN: Record<string, string> = Object.fromEntries(
  (
    'а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:ts ч:ch ш:sh ' +
    'щ:sch ъ: ы:y ь: э:e ю:yu я:ya'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

const LONGEST = 40;
/** Leaves room for `_12`, and keeps rules readable. */
const LONGEST_MADE = 28;

/** «Тормоза держат?» → `tormoza_derzhat`; blank where a text has no letters. */
export function slugOf(text: string): string {
  const latin = [...text.toLowerCase()].map((sign) => LATIN[sign] ?? sign).join('');
  const words = latin.split(/[^a-z0-9]+/).filter(Boolean);
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, LONGEST_MADE) : `${slug}_${word}`;
    if (longer.length > LONGEST_MADE) break;
    slug = longer;
  }
  return slug === 'constructor' ? 'constructor_' : slug;
}

/** `brakes`, or `brakes_2` where that is taken. */
export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const id = `${wanted.slice(0, LONGEST - 5)}_${number}`;
    if (!taken.has(id)) return id;
  }
}
