export const HEIGHT = 210;
export const LEFT = 44;
const FOOT = 22;
const TOP = 10;

/** Where a value between nothing and `top` stands in a chart. */
export const yOf = (value: number, top: number): number => TOP + (HEIGHT - FOOT - TOP) * (1 - value / top);

/** An even number just above, so that its half is whole. */
export function niceTop(most: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(most));
  const top = [1, 2, 4, 6, 8, 10].map((factor) => factor * magnitude).find((one) => one >= most) ?? most;
  return top % 2 === 0 ? top : top + 1;
}

/** Every how many-th step has room for a word under it. */
export const everyNth = (stepPx: number): number => Math.max(1, Math.ceil(64 / stepPx));
