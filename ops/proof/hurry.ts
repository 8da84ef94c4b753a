import type { Rule } from './files';

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
/** A minute becomes a second. */
const HURRY = 60;
const LONGEST_FOR_S = 20;
/** Three scrapes: fewer tell no rate. */
const LEAST_RANGE_S = 6;
const LONGEST_RANGE_S = 40;
/** How the plant stands is read each ten seconds, so that nothing younger is told apart. */
const LEAST_AGE_S = 10;

/** Rules whose threshold is an age in seconds, which is to come about too. Other thresholds stay as they are. */
const AGES: Readonly<Record<string, number>> = {
  ProverkaEscalationLag: 120,
  ProverkaOutboxStuck: 180,
  ProverkaReportsWaiting: 900,
  ProverkaBitrixUnsynced: 3600,
  ProverkaBotBehind: 300,
  TemporalBacklog: 300,
};

/** The rule with its waiting, ranges and offsets, and the ages above, in seconds for minutes. */
export function hurried(rule: Rule): Rule {
  const expr = rule.expr
    .replace(
      /\[(\d+)([smhd])\]/g,
      (_, count: string, unit: Unit) => `[${between(LEAST_RANGE_S, seconds(count, unit), LONGEST_RANGE_S)}s]`,
    )
    .replace(
      /offset (\d+)([smhd])/g,
      (_, count: string, unit: Unit) => `offset ${between(1, seconds(count, unit), LONGEST_RANGE_S)}s`,
    );
  return {
    ...rule,
    expr: withAge(rule.alert, expr),
    ...(rule.for && { for: `${between(1, secondsOf(rule.for), LONGEST_FOR_S)}s` }),
  };
}

type Unit = keyof typeof SECONDS;

const seconds = (count: string, unit: Unit) => Math.ceil((Number(count) * SECONDS[unit]) / HURRY);
const between = (least: number, value: number, most: number) => Math.max(least, Math.min(value, most));

function secondsOf(duration: string): number {
  const [, count = '', unit] = /^(\d+)([smhd])$/.exec(duration) ?? [];
  return seconds(count, unit as Unit);
}

function withAge(alert: string | undefined, expr: string): string {
  const age = AGES[alert ?? ''];
  if (age === undefined) return expr;
  if (expr.split(`> ${age}`).length !== 2)
    throw new Error(`${alert} does not compare with ${age} once: ${expr}`);
  return expr.replace(`> ${age}`, `> ${Math.max(LEAST_AGE_S, age / HURRY)}`);
}
