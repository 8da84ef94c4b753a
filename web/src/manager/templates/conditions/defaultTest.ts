import {
  type Literal,
  type NamedQuestion,
  OPERATORS,
  type Operator,
  isFitting,
  isState,
  type Test,
} from './condition';

/** What a question is asked for first: something that makes sense at once. */
export function defaultTest(question: NamedQuestion): Test {
  const operator = OPERATORS[question.type][0] ?? 'answered';
  return withOperator({ question: question.id, operator }, operator, question);
}

/** The test with another operator; its value stays where it still fits. */
export function withOperator(test: Test, operator: Operator, question: NamedQuestion | undefined): Test {
  const { value: _, ...named } = { ...test, operator };
  if (isState(operator)) return named;
  const kept = {
    ...test,
    operator,
    ...(test.value !== undefined && { value: recast(test.value, operator) }),
  };
  if (isFitting(question?.type, kept) && test.value !== undefined) return kept;
  return { ...named, value: defaultValue(operator, question) };
}

/** One of several is what one is, and the other way round. */
function recast(value: Literal, operator: Operator): Literal {
  const isList = operator === 'one_of' || operator === 'none_of';
  if (isList) return typeof value === 'string' && value !== '' ? [value] : value;
  return Array.isArray(value) ? (value[0] ?? value) : value;
}

/** The test about another question. */
export function withQuestion(test: Test, question: NamedQuestion): Test {
  const moved = { ...test, question: question.id };
  const isOption =
    typeof moved.value !== 'string' || question.options?.some(({ value }) => value === moved.value) !== false;
  return isFitting(question.type, moved) && isOption && !Array.isArray(moved.value)
    ? moved
    : defaultTest(question);
}

function defaultValue(operator: Operator, question: NamedQuestion | undefined): Literal {
  const first = question?.options?.[0]?.value ?? '';
  if (operator === 'one_of' || operator === 'none_of') return first ? [first] : [];
  if (operator.startsWith('count')) return 1;
  switch (question?.type) {
    case 'yes_no':
      return true;
    case 'number':
      return 0;
    case 'date':
      return '2026-01-01';
    case 'time':
      return '08:00';
    default:
      return first;
  }
}
