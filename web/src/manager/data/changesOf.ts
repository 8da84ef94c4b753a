/** What was changed of a form's fields; what was made blank is none. */
export function changesOf<T extends object>(before: T, after: T): Record<string, unknown> {
  const changed = (Object.keys(after) as (keyof T & string)[]).filter(
    (key) => JSON.stringify(after[key]) !== JSON.stringify(before[key]),
  );
  return Object.fromEntries(changed.map((key) => [key, after[key] === '' ? null : after[key]]));
}
