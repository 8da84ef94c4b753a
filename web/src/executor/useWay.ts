import { useState } from 'react';

type Way = 'one' | 'list';

const KEY = 'proverka.way';

/** How the person likes to fill in, remembered on the device; undefined until they have chosen. */
export function useWay(): [Way | undefined, (way: Way) => void] {
  const [way, setWay] = useState((): Way | undefined => {
    const known = localStorage.getItem(KEY);
    return known === 'one' || known === 'list' ? known : undefined;
  });
  return [
    way,
    (next) => {
      localStorage.setItem(KEY, next);
      setWay(next);
    },
  ];
}
