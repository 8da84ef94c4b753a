import type { BitrixStatus } from './portal';

/** Acts that lead from one status to another; `control` is set as a field, since Bitrix24 has no act for it. */
export function actsBetween(from: BitrixStatus, to: BitrixStatus): string[] {
  if (from === to) return [];
  const isOver = from === 4 || from === 5;
  switch (to) {
    case 2:
      return from === 3 ? ['pause'] : ['renew'];
    case 3:
      return isOver || from === 6 ? ['renew', 'start'] : ['start'];
    case 4:
      return from === 5 ? ['renew', 'control'] : ['control'];
    case 5:
      return from === 4 ? ['approve'] : ['complete'];
    case 6:
      return isOver ? ['renew', 'defer'] : ['defer'];
  }
}
