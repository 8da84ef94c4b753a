import { hasRule, type RuleContext, ruleHolds } from './rules';
import type { NumberQuestion, Option, Question } from './template';

/** Whether a given, applicable answer fails. `fails_if` replaces what a type fails by on its own. */
export function fails(question: Question, value: unknown, context: RuleContext): boolean {
  if (hasRule(question.fails_if)) return ruleHolds(question.fails_if, context);
  switch (question.type) {
    case 'yes_no':
      return value === false;
    case 'single_choice':
    case 'multi_choice':
      return chosenOptions(question.options, value).some((option) => option.failed === true);
    case 'number':
      return typeof value === 'number' && isOutside(question, value);
    default:
      return false;
  }
}

export function chosenOptions(options: readonly Option[], value: unknown): Option[] {
  return options.filter((option) =>
    Array.isArray(value) ? value.includes(option.value) : option.value === value,
  );
}

function isOutside({ min, max }: NumberQuestion, value: number): boolean {
  return (min !== undefined && value < min) || (max !== undefined && value > max);
}
