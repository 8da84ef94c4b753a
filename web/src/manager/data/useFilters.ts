import { useSearchParams } from 'react-router';

/** Filters that live in the address, so that a link shows what its sender saw. */
export function useFilters<K extends string>(keys: readonly K[]) {
  const [params, setParams] = useSearchParams();
  const values = Object.fromEntries(keys.map((key) => [key, params.get(key) ?? ''])) as Record<K, string>;
  const set = (patch: Partial<Record<K, string>>) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [key, value] of Object.entries<string | undefined>(patch)) {
          if (value) after.set(key, value);
          else after.delete(key);
        }
        return after;
      },
      { replace: true },
    );
  const isAny = keys.some((key) => values[key] !== '');
  const clear = () => set(Object.fromEntries(keys.map((key) => [key, ''])) as Partial<Record<K, string>>);
  return { values, set, isAny, clear };
}
