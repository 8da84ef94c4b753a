import { type RuleContext, ruleHolds } from '../../../../../domain/rules';
import type { Rule } from '../../../../../domain/template';
import { checkFieldType, type Group, isGroup, isState, type Test } from './condition';

const NOTHING_ANSWERED: RuleContext = { answers: {}, check: { area_id: null, executor_id: '' } };

/**
 * A condition as JsonLogic; undefined where it says nothing.
 * `selfId`: the question whose own failure is judged, which is always answered then.
 */
export function toRule(condition: Group, selfId?: string): Rule | undefined {
  const whole = withoutEmpty(condition);
  const [only, ...others] = whole.parts;
  if (only === undefined) return undefined;
  if (whole.joins === 'all' && others.length === 0 && !isGroup(only)) return testRule(only, selfId);
  return groupRule(whole, selfId);
}

export function withoutEmpty({ joins, parts }: Group): Group {
  const filled = parts.map((part) => (isGroup(part) ? withoutEmpty(part) : part));
  return { joins, parts: filled.filter((part) => !isGroup(part) || part.parts.length > 0) };
}

function groupRule({ joins, parts }: Group, selfId: string | undefined): Rule {
  const rules = parts.map((part) => (isGroup(part) ? groupRule(part, selfId) : testRule(part, selfId)));
  return joins === 'all' ? { and: rules } : { or: rules };
}

function testRule(test: Test, selfId: string | undefined): Rule {
  const rule = bareRule(test);
  return needsAnswer(test, selfId) ? { and: [answeredRule(test.question), rule] } : rule;
}

/** JsonLogic takes no answer for 0, so that "less than 5" would hold before anything is given. */
export function needsAnswer(test: Test, selfId: string | undefined): boolean {
  // A check without an area is not in this one: nothing is to be waited for.
  if (checkFieldType(test.question)) return false;
  return !isState(test.operator) && test.question !== selfId && ruleHolds(bareRule(test), NOTHING_ANSWERED);
}

export const answeredRule = (id: string): Rule => ({ '!=': [answer(id), null] });

const answer = (id: string, field = 'value') => ({
  var: checkFieldType(id) ? id : `answers.${id}.${field}`,
});

function bareRule({ question, operator, value }: Test): Rule {
  const given = answer(question);
  switch (operator) {
    case 'answered':
      return answeredRule(question);
    case 'unanswered':
      return { '==': [given, null] };
    case 'na':
    case 'failed':
      return answer(question, operator);
    case 'not_na':
      return { '!': answer(question, 'na') };
    case 'not_failed':
      return { '!': answer(question, 'failed') };
    case 'is':
      return { '==': [given, value] };
    case 'is_not':
      return { '!=': [given, value] };
    case 'less':
      return { '<': [given, value] };
    case 'at_most':
      return { '<=': [given, value] };
    case 'at_least':
      return { '>=': [given, value] };
    case 'more':
      return { '>': [given, value] };
    case 'one_of':
      return { in: [given, value] };
    case 'none_of':
      return { '!': { in: [given, value] } };
    case 'has':
      return { in: [value, given] };
    case 'has_not':
      return { '!': { in: [value, given] } };
    case 'count_at_least':
      return { '>=': [answer(question, 'value.length'), value] };
    case 'count_at_most':
      return { '<=': [answer(question, 'value.length'), value] };
  }
}
