import * as fc from 'fast-check';
import { type RuleContext, type SeenAnswer, ruleHolds } from '../../domain/rules';
import { ruleFaults } from '../../domain/ruleFaults';
import {
  AREA,
  EXECUTOR,
  checkFieldType,
  type Group,
  isFitting,
  isGroup,
  isState,
  OPERATORS,
  type SubjectType,
  type Test,
} from '../../web/src/manager/templates/conditions/condition';
import {
  defaultTest,
  withOperator,
  withQuestion,
} from '../../web/src/manager/templates/conditions/defaultTest';
import { fromRule } from '../../web/src/manager/templates/conditions/fromRule';
import { toRule } from '../../web/src/manager/templates/conditions/toRule';

const TYPES: Record<string, SubjectType> = {
  horn: 'yes_no',
  tyres: 'single_choice',
  kit: 'multi_choice',
  charge: 'number',
  note: 'text',
  day: 'date',
  hour: 'time',
  at: 'datetime',
  front: 'photo',
  sign: 'signature',
  [AREA]: 'area',
  [EXECUTOR]: 'person',
};
const IDS = Object.keys(TYPES);
const QUESTION_IDS = IDS.filter((id) => !checkFieldType(id));
/** A template knows its questions alone. */
const typeOf = (id: string) => (checkFieldType(id) ? undefined : TYPES[id]);

const word = fc.constantFrom('good', 'worn', 'box');
const VALUES: Partial<Record<SubjectType, fc.Arbitrary<unknown>>> = {
  yes_no: fc.boolean(),
  single_choice: word,
  multi_choice: fc.uniqueArray(word, { minLength: 1 }),
  number: fc.integer({ min: -3, max: 3 }),
  text: fc.constantFrom('good', 'no good', 'a box'),
  date: fc.constantFrom('2026-01-01', '2026-02-01', '2026-03-01'),
  time: fc.constantFrom('07:00', '08:30'),
  photo: fc.uniqueArray(word, { minLength: 1 }),
  area: word,
  person: word,
};
const valueOf = (type: SubjectType) => VALUES[type] ?? fc.constant('x');

const aTest: fc.Arbitrary<Test> = fc.constantFrom(...IDS).chain((question) => {
  const type = TYPES[question] as SubjectType;
  return fc.constantFrom(...OPERATORS[type]).chain((operator): fc.Arbitrary<Test> => {
    if (isState(operator)) return fc.constant({ question, operator });
    const value = (
      operator.startsWith('count')
        ? fc.integer({ min: 0, max: 3 })
        : operator === 'one_of' || operator === 'none_of'
          ? fc.uniqueArray(word)
          : type === 'multi_choice'
            ? word
            : valueOf(type)
    ) as fc.Arbitrary<NonNullable<Test['value']>>;
    return value.map((given) => ({ question, operator, value: given }));
  });
});
const aCondition: fc.Arbitrary<Group> = fc.letrec<{ part: Test | Group; group: Group }>((tie) => ({
  part: fc.oneof({ maxDepth: 3 }, { weight: 3, arbitrary: aTest }, { weight: 1, arbitrary: tie('group') }),
  group: fc.record({
    joins: fc.constantFrom('all' as const, 'any' as const),
    parts: fc.array(tie('part'), { minLength: 1, maxLength: 4 }),
  }),
})).group;

const seen = (type: SubjectType): fc.Arbitrary<SeenAnswer | undefined> => {
  const [na, failed] = [fc.boolean(), fc.boolean()];
  return fc.option(
    fc.oneof(
      fc.record({ value: valueOf(type), na: fc.constant(false), failed, comment: fc.constant(null) }),
      fc.record({ value: fc.constant(null), na, failed: fc.constant(false), comment: fc.constant(null) }),
    ),
    { nil: undefined },
  );
};
const aContext: fc.Arbitrary<RuleContext> = fc
  .record({
    given: fc.record(Object.fromEntries(QUESTION_IDS.map((id) => [id, seen(TYPES[id] as SubjectType)]))),
    check: fc.record({ area_id: fc.option(word), executor_id: word }),
  })
  .map(({ given: answers, check }) => ({
    answers: Object.fromEntries(
      Object.entries(answers).filter((entry): entry is [string, SeenAnswer] => entry[1] !== undefined),
    ),
    check,
  }));

/** What a condition means, said without JsonLogic. */
function holds(part: Test | Group, context: RuleContext): boolean {
  if (isGroup(part)) {
    const each = (inner: Test | Group) => holds(inner, context);
    return part.joins === 'all' ? part.parts.every(each) : part.parts.some(each);
  }
  if (checkFieldType(part.question)) return holdsOfCheck(part, context);
  const { value = null, na = false, failed = false } = context.answers[part.question] ?? {};
  const wanted = part.value as never;
  switch (part.operator) {
    case 'answered':
      return value !== null;
    case 'unanswered':
      return value === null;
    case 'na':
      return na;
    case 'not_na':
      return !na;
    case 'failed':
      return failed;
    case 'not_failed':
      return !failed;
    default:
  }
  if (value === null) return false;
  const given = value as never;
  const list = value as string[];
  switch (part.operator) {
    case 'is':
      return given === wanted;
    case 'is_not':
      return given !== wanted;
    case 'less':
      return given < wanted;
    case 'at_most':
      return given <= wanted;
    case 'at_least':
      return given >= wanted;
    case 'more':
      return given > wanted;
    case 'one_of':
      return (wanted as string[]).includes(given);
    case 'none_of':
      return !(wanted as string[]).includes(given);
    case 'has':
      return list.includes(wanted);
    case 'has_not':
      return !list.includes(wanted);
    case 'count_at_least':
      return list.length >= wanted;
    case 'count_at_most':
      return list.length <= wanted;
  }
}

/** A check without an area is in none: that is known at once, and not an answer to wait for. */
function holdsOfCheck({ question, operator, value }: Test, { check }: RuleContext): boolean {
  const given = question === AREA ? check.area_id : check.executor_id;
  const isAmong = given !== null && [value].flat().includes(given);
  if (operator === 'answered' || operator === 'unanswered')
    return (given !== null) === (operator === 'answered');
  return isAmong === (operator === 'is' || operator === 'one_of');
}

test('a condition that is written as a rule and read back is the same condition', () => {
  fc.assert(
    fc.property(aCondition, fc.option(fc.constantFrom(...IDS), { nil: undefined }), (condition, selfId) => {
      expect(fromRule(toRule(condition, selfId), typeOf, selfId)).toEqual(condition);
    }),
    { numRuns: 500 },
  );
});

test('a condition holds exactly when the domain says that its rule does', () => {
  fc.assert(
    fc.property(aCondition, aContext, (condition, context) => {
      expect(ruleHolds(toRule(condition), context)).toBe(holds(condition, context));
    }),
    { numRuns: 1000 },
  );
});

test('the domain takes every rule that the builder writes', () => {
  fc.assert(
    fc.property(aCondition, (condition) => {
      const faults = ruleFaults(toRule(condition), '', new Set(QUESTION_IDS));
      expect(faults.filter(({ params }) => params?.what !== 'size')).toEqual([]);
    }),
  );
});

/** Rules as people write them: without the guards, with both forms of operations. */
const aHandWrittenRule = fc.letrec<{ rule: object; leaf: object }>((tie) => ({
  leaf: aTest.chain((test) => {
    const given = { var: checkFieldType(test.question) ? test.question : `answers.${test.question}.value` };
    const compared = fc
      .constantFrom('==', '===', '!=', '!==', '<', '<=', '>', '>=')
      .map((name) => ({ [name]: [given, test.value ?? null] }));
    return fc.oneof(
      compared,
      fc.constant({ '!': [{ in: [given, ['good']] }] }),
      fc.constant(toRule({ joins: 'all', parts: [test] }) as object),
    );
  }),
  rule: fc.oneof(
    { maxDepth: 3 },
    { weight: 3, arbitrary: tie('leaf') },
    {
      weight: 1,
      arbitrary: fc
        .record({
          name: fc.constantFrom('and', 'or', '!', 'if'),
          args: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }),
        })
        .map(({ name, args }) => ({ [name]: args })),
    },
  ),
})).rule;

test('a rule of another hand is either shown with its very meaning or not taken apart at all', () => {
  let taken = 0;
  fc.assert(
    fc.property(aHandWrittenRule, fc.array(aContext, { minLength: 5, maxLength: 5 }), (rule, contexts) => {
      const condition = fromRule(rule, typeOf);
      if (!condition) return;
      taken += 1;
      for (const context of contexts)
        expect(ruleHolds(toRule(condition), context)).toBe(ruleHolds(rule, context));
    }),
    { numRuns: 1000 },
  );
  expect(taken).toBeGreaterThan(300);
});

test('«less than 20» does not hold before anything is answered, unless a rule says so', () => {
  const less = { '<': [{ var: 'answers.charge.value' }, 20] };
  const condition: Group = { joins: 'all', parts: [{ question: 'charge', operator: 'less', value: 20 }] };
  expect(toRule(condition)).toEqual({ and: [{ '!=': [{ var: 'answers.charge.value' }, null] }, less] });
  expect(fromRule(less, typeOf)).toEqual({
    joins: 'any',
    parts: [{ question: 'charge', operator: 'unanswered' }, ...condition.parts],
  });
  expect(toRule(condition, 'charge')).toEqual(less);
  expect(fromRule(less, typeOf, 'charge')).toEqual(condition);
});

test('what the builder has no words for stays a rule', () => {
  const given = { var: 'answers.charge.value' };
  for (const rule of [
    true,
    { '<': [10, given, 20] },
    { '>': [{ '+': [given, 1] }, 5] },
    { '<': [{ var: 'check.area_id' }, 'x'] },
    { '==': [{ var: 'check.executor_id' }, null] },
    { in: ['x', { var: 'check.area_id' }] },
    { '==': [{ var: ['check.area_id', 'x'] }, 'x'] },
    { '!!': { var: 'check.area_id' } },
    { '==': [given, '5'] },
    { '==': [{ var: ['answers.charge.value', 0] }, 5] },
    { and: [] },
    { '!': [{ and: [true] }] },
  ])
    expect(fromRule(rule, typeOf)).toBeNull();
});

test('a rule about the place or the person of a check is read as people write it', () => {
  const read = (rule: object) => fromRule(rule, typeOf)?.parts;
  const [area, person] = [{ var: 'check.area_id' }, { var: 'check.executor_id' }];
  expect(read({ '===': [area, 'shop'] })).toEqual([{ question: AREA, operator: 'is', value: 'shop' }]);
  expect(read({ '!': { in: [person, ['a', 'b']] } })).toEqual([
    { question: EXECUTOR, operator: 'none_of', value: ['a', 'b'] },
  ]);
  expect(read({ and: [{ '==': [area, null] }, { '!=': [person, 'a'] }] })).toEqual([
    { question: AREA, operator: 'unanswered' },
    { question: EXECUTOR, operator: 'is_not', value: 'a' },
  ]);
});

test('a question that is gone is still named', () => {
  const rule = { '==': [{ var: 'answers.gone.value' }, true] };
  expect(fromRule(rule, typeOf)).toEqual({
    joins: 'all',
    parts: [{ question: 'gone', operator: 'is', value: true }],
  });
});

test('whatever question or comparison is picked, what stands there makes sense', () => {
  const question = fc.constantFrom(...IDS).map((id) => ({
    id,
    type: TYPES[id] as SubjectType,
    text: id,
    options: [{ value: 'good', label: 'A' }],
  }));
  fc.assert(
    fc.property(question, question, fc.nat(), (one, other, choice) => {
      const operators = OPERATORS[other.type];
      const moved = withQuestion(defaultTest(one), other);
      const changed = withOperator(moved, operators[choice % operators.length]!, other);
      for (const part of [moved, changed]) {
        expect([part, isFitting(other.type, part)]).toEqual([part, true]);
        expect(fromRule(toRule({ joins: 'all', parts: [part] }), typeOf)?.parts).toEqual([part]);
      }
    }),
  );
});
