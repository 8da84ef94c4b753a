import { Refusal } from './refusal';

export interface BucketOptions {
  perSecond: number;
  burst: number;
}

/** The leaky bucket by which Bitrix24 counts requests: 2 a second, 50 at once. */
export function createBucket({ perSecond, burst }: BucketOptions, now: () => number) {
  let level = 0;
  let at = now();
  return {
    /** @throws Refusal 503 beyond the limit */
    pour(): void {
      const moment = now();
      level = Math.max(0, level - ((moment - at) / 1000) * perSecond);
      at = moment;
      if (level + 1 > burst) throw queryLimit();
      level += 1;
    },
  };
}

export const queryLimit = (): Refusal => new Refusal(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests');
export const operationLimit = (): Refusal =>
  new Refusal(429, 'OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.');
