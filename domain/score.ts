import { chosenOptions } from './failure';
import { hasRule } from './rules';
import type { Option, Question } from './template';

/** One scored answer: what it reached of what it could reach. */
export interface ScoredAnswer {
  weight: number;
  score: number;
  best: number;
}

/** A given, applicable answer in points; null where its question is not scored. */
export function scoredAnswer(question: Question, value: unknown, failed: boolean): ScoredAnswer | null {
  const { weight } = question;
  switch (question.type) {
    case 'yes_no':
      return { weight, score: failed ? 0 : 1, best: 1 };
    case 'number':
      return isScoredNumber(question) ? { weight, score: failed ? 0 : 1, best: 1 } : null;
    case 'single_choice':
    case 'multi_choice': {
      const chosen = chosenOptions(question.options, value);
      const failedByRule = failed && hasRule(question.fails_if);
      if (chosen.length === 0 && !failedByRule) return null;
      const score = failedByRule ? 0 : Math.min(...chosen.map(pointsOf));
      return { weight, score, best: Math.max(...question.options.map(pointsOf)) };
    }
    default:
      return null;
  }
}

function isScoredNumber(question: Question & { type: 'number' }): boolean {
  return question.min !== undefined || question.max !== undefined || hasRule(question.fails_if);
}

function pointsOf(option: Option): number {
  return option.score ?? (option.failed ? 0 : 1);
}

/** 0–100 with two decimals; null where nothing is scored. */
export function scoreOf(answers: readonly ScoredAnswer[]): number | null {
  let reached = 0;
  let reachable = 0;
  for (const { weight, score, best } of answers) {
    reached += weight * score;
    reachable += weight * best;
  }
  return reachable > 0 ? Math.round((reached / reachable) * 10_000) / 100 : null;
}

export interface Outcome {
  score: number | null;
  anyFailed: boolean;
  criticalFailed: boolean;
}

export function verdictOf(
  { score, anyFailed, criticalFailed }: Outcome,
  passScore?: number,
): 'pass' | 'fail' {
  if (criticalFailed) return 'fail';
  if (passScore === undefined) return anyFailed ? 'fail' : 'pass';
  return score !== null && score < passScore ? 'fail' : 'pass';
}
