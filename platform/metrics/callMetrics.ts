import { Histogram, type Registry } from 'prom-client';

export interface OutsideCall {
  method: string;
  result: string;
  seconds: number;
}

const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Calls to a system outside, by method and result: `flood` is Telegram's 429, `ok` is success. Returns who is to be told. */
export function exposeCalls(
  registry: Registry,
  system: 'telegram' | 'bitrix',
  help: string,
): (call: OutsideCall) => void {
  const durations = new Histogram({
    name: `proverka_${system}_request_duration_seconds`,
    help,
    labelNames: ['method', 'result'] as const,
    buckets: BUCKETS,
    registers: [registry],
  });
  return ({ method, result, seconds }) => durations.observe({ method, result }, seconds);
}

export const exposeTelegramCalls = (registry: Registry) =>
  exposeCalls(registry, 'telegram', 'Calls of the Bot API by method and result');
