import { setTimeout as sleep } from 'node:timers/promises';

export interface PaceOptions {
  perSecond: number;
  burst: number;
}

/** Waits so that calls keep within the portal's bucket; together with others of one address it may still overflow. */
export function createPace({ perSecond, burst }: PaceOptions): () => Promise<void> {
  let level = 0;
  let at = performance.now();
  return async () => {
    const moment = performance.now();
    level = Math.max(0, level - ((moment - at) / 1000) * perSecond) + 1;
    at = moment;
    if (level > burst) await sleep(((level - burst) / perSecond) * 1000);
  };
}
