import type { Measured } from './measure';

/** One line of the table. */
export interface Figure {
  scenario: string;
  value: string;
  p50?: string;
  p99?: string;
  /** Processor time of the product for each, ms. */
  cpu?: string;
  /** Against the raw limit of the same run, the other build, or the first measurement. */
  ratio?: string;
  note?: string;
}

export const fixed = (value: number, digits = 1): string =>
  Number.isFinite(value) ? value.toFixed(digits) : '–';
export const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

export function rateFigure(scenario: string, measured: Measured, more: Partial<Figure> = {}): Figure {
  return {
    scenario,
    value: `${whole(measured.perSecond)}/s`,
    p50: `${fixed(measured.p50Ms)} ms`,
    p99: `${fixed(measured.p99Ms)} ms`,
    cpu: `${fixed(measured.cpuMsEach, 2)} ms (API ${fixed(measured.apiCpuMsEach, 2)})`,
    note: sharesOf(measured),
    ...more,
  };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** What each part and the load generator used, in per cent of one processor. */
export function sharesOf({ shares, generatorCpuShare }: Measured): string {
  const parts = [...shares, ['load', generatorCpuShare] as const];
  return parts
    .filter(([, share]) => share >= 0.01)
    .map(([part, share]) => `${part} ${whole(share * 100)} %`)
    .join(', ');
}
