import fc from 'fast-check';
import type { CurrentAnswer } from '../../domain/answer';
import { compileTemplate, evaluateCheck } from '../../domain/evaluation';
import { normaliseTemplate, templateFaults } from '../../domain/templateValidation';
import {
  anAnswer,
  aQuestionInput,
  aStructure,
  CHECK,
  evaluate,
  evaluateStructure,
  theSettings,
  UUID,
} from './builders';

const value = (id: string) => ({ var: `answers.${id}.value` });
const missingIn = (evaluation: { missing: { path: string; code: string }[] }) =>
  evaluation.missing.map(({ path, code }) => `${path} ${code}`);

describe('visibility', () => {
  const questions = [
    { id: 'a', allow_na: true },
    { id: 'b', visible_if: value('a') },
    { id: 'c', visible_if: value('b') },
  ];

  test('a question shows when its rule holds', () => {
    expect([...evaluate(questions, { a: true }).visible]).toEqual(['a', 'b']);
    expect([...evaluate(questions, { a: false }).visible]).toEqual(['a']);
  });

  test('the answer of a hidden question is not seen by rules', () => {
    expect([...evaluate(questions, { a: true, b: true }).visible]).toEqual(['a', 'b', 'c']);
    expect([...evaluate(questions, { a: false, b: true }).visible]).toEqual(['a']);
  });

  test('a hidden question is neither required, counted, failed nor scored', () => {
    const evaluation = evaluate(
      [{ id: 'a' }, { id: 'b', visible_if: { '!': value('a') }, critical: true, weight: 9 }],
      { a: true, b: false },
    );
    expect(evaluation).toMatchObject({
      failed: { a: false, b: false },
      missing: [],
      progress: { answered: 1, required: 1, total: 1 },
      critical_failed: [],
      score: 100,
      verdict: 'pass',
    });
  });

  test('a hidden section hides its questions, whatever their own rules say', () => {
    const { structure } = normaliseTemplate({
      structure: {
        sections: [
          {
            id: 's1',
            title: '1',
            visible_if: value('b'),
            questions: [aQuestionInput({ id: 'a', visible_if: true })],
          },
          { id: 's2', title: '2', questions: [aQuestionInput({ id: 'b' })] },
        ],
      },
    });
    expect([...evaluateStructure(structure, { a: true, b: false }).visible]).toEqual(['b']);
    expect(evaluateStructure(structure, { a: true, b: true }).visible).toEqual(new Set(['a', 'b']));
  });

  test('rules may look at later questions, at failures, comments and the check', () => {
    const rule = {
      and: [
        { var: 'answers.z.failed' },
        { '==': [{ var: 'answers.z.comment' }, 'broken'] },
        { '==': [{ var: 'check.area_id' }, CHECK.area_id] },
      ],
    };
    const questions = [{ id: 'a', visible_if: rule }, { id: 'z' }];
    expect(evaluate(questions, { z: anAnswer(false, { comment: 'broken' }) }).visible.has('a')).toBe(true);
    expect(evaluate(questions, { z: anAnswer(true, { comment: 'broken' }) }).visible.has('a')).toBe(false);
  });

  test('a cleared answer is seen as unanswered, a hidden one is not seen at all', () => {
    const isFalse = { '===': [{ var: 'answers.a.na' }, false] };
    const questions = [{ id: 'a' }, { id: 'b', visible_if: isFalse }];
    expect(evaluate(questions, {}).visible.has('b')).toBe(true);
    expect(
      evaluate(
        [
          { id: 'a', visible_if: false },
          { id: 'b', visible_if: isFalse },
        ],
        {},
      ).visible.has('b'),
    ).toBe(false);
  });
});

describe('failure', () => {
  test('an unanswered or inapplicable question does not fail, even by a rule that always holds', () => {
    const question = { fails_if: true, allow_na: true };
    expect(evaluate([question], {}).failed).toEqual({ q: false });
    expect(evaluate([question], { q: null }).failed).toEqual({ q: false });
    expect(evaluate([question], { q: anAnswer(null, { na: true }) }).failed).toEqual({ q: false });
    expect(evaluate([question], { q: true }).failed).toEqual({ q: true });
  });

  test('any type can fail by a rule, and the verdict follows', () => {
    const rule = { '<': [value('q'), '2025-06-01'] };
    expect(evaluate([{ type: 'date', fails_if: rule }], { q: '2025-01-01' })).toMatchObject({
      failed: { q: true },
      score: null,
      verdict: 'fail',
    });
  });

  test('one failed option among the chosen fails a multi_choice', () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B', failed: true },
    ];
    const question = { type: 'multi_choice', options };
    expect(evaluate([question], { q: ['a'] }).failed.q).toBe(false);
    expect(evaluate([question], { q: ['a', 'b'] }).failed.q).toBe(true);
  });

  test('a critical failure is named and fails the check above any pass score', () => {
    const questions = [
      { id: 'a', critical: true },
      { id: 'b', weight: 99 },
    ];
    expect(evaluate(questions, { a: false, b: true }, { pass_score: 50 })).toMatchObject({
      critical_failed: ['a'],
      score: 99,
      verdict: 'fail',
    });
  });
});

describe('what a submit waits for', () => {
  test('required visible questions, in the template’s order, with their words', () => {
    const evaluation = evaluate([{ id: 'b' }, { id: 'a' }, { id: 'c', required: false }], {});
    expect(evaluation.missing).toEqual([
      { path: '/answers/b', code: 'answer.missing', params: { question: 'Is it sound?' } },
      { path: '/answers/a', code: 'answer.missing', params: { question: 'Is it sound?' } },
    ]);
  });

  test('not for what is answered by "not applicable", but for cleared and blank answers', () => {
    const questions = [{ id: 'a', allow_na: true }, { id: 'b' }, { id: 'c', type: 'text' }];
    const answers = { a: anAnswer(null, { na: true }), b: null, c: '  ' };
    expect(missingIn(evaluate(questions, answers))).toEqual([
      '/answers/b answer.missing',
      '/answers/c answer.missing',
    ]);
  });

  test('instructions are neither awaited nor counted', () => {
    expect(evaluate([{ type: 'instruction' }], {})).toMatchObject({
      missing: [],
      progress: { answered: 0, required: 0, total: 0 },
      score: null,
      verdict: 'pass',
    });
  });

  test('progress counts visible questions', () => {
    const questions = [
      { id: 'a' },
      { id: 'b', required: false },
      { id: 'c' },
      { id: 'd', type: 'instruction' },
    ];
    expect(evaluate(questions, { a: true, b: false }).progress).toEqual({
      answered: 2,
      required: 2,
      total: 3,
    });
  });

  const demanding = { required: false, on_fail: { require_comment: true, require_photo: true } };

  test('a failed answer’s comment and photo, even where the answer was optional', () => {
    expect(missingIn(evaluate([demanding], { q: false }))).toEqual([
      '/answers/q answer.comment_required',
      '/answers/q answer.photo_required',
    ]);
    expect(missingIn(evaluate([demanding], { q: true }))).toEqual([]);
    expect(
      missingIn(evaluate([demanding], { q: anAnswer(false, { comment: 'bent', files: [UUID] }) })),
    ).toEqual([]);
    expect(missingIn(evaluate([demanding], { q: anAnswer(false, { comment: '  ' }) }))).toHaveLength(2);
  });

  test('a comment of its own with a file meets the demand too', () => {
    const compiled = compileTemplate(aStructure(demanding), theSettings());
    const waiting = (commented: string[], photographed: string[]) =>
      missingIn(
        evaluateCheck(compiled, { q: anAnswer(false) }, CHECK, {
          commented: new Set(commented),
          photographed: new Set(photographed),
        }),
      );
    expect(waiting(['q'], ['q'])).toEqual([]);
    expect(waiting(['q'], [])).toEqual(['/answers/q answer.photo_required']);
    expect(waiting([], ['q'])).toEqual(['/answers/q answer.comment_required']);
    expect(waiting(['other'], ['other'])).toHaveLength(2);
  });

  test('a failed photo question has its photo already', () => {
    const question = { type: 'photo', fails_if: true, on_fail: { require_photo: true } };
    expect(missingIn(evaluate([question], { q: [UUID] }))).toEqual([]);
  });
});

describe('laws', () => {
  const IDS = ['q0', 'q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7'];
  const ruleOver = (ids: string[]) => {
    const id = fc.constantFrom(...ids);
    return fc.oneof(
      id.map(value),
      id.map((name) => ({ '!': value(name) })),
      id.map((name) => ({ var: `answers.${name}.failed` })),
      id.map((name) => ({ missing: [`answers.${name}.value`] })),
      fc.tuple(id, id).map(([a, b]) => ({ or: [value(a), { var: `answers.${b}.na` }] })),
    );
  };
  const questions = fc.tuple(
    ...IDS.map((id, index) =>
      fc.record(
        {
          id: fc.constant(id),
          type: fc.constantFrom('yes_no', 'number', 'text'),
          required: fc.boolean(),
          critical: fc.boolean(),
          weight: fc.integer({ min: 0, max: 5 }),
          on_fail: fc.constant({ require_comment: true }),
          ...(index > 0 && {
            visible_if: ruleOver(IDS.slice(0, index)),
            fails_if: ruleOver(IDS.slice(0, index)),
          }),
        },
        { requiredKeys: ['id', 'type'] },
      ),
    ),
  );
  // The dependencies run one way; shuffled, the template's order no longer shows which.
  const structures = questions
    .chain((all) => fc.shuffledSubarray([...all], { minLength: all.length }))
    .map((all) => aStructure(...all));
  const answer: fc.Arbitrary<CurrentAnswer> = fc.record({
    value: fc.constantFrom<unknown[]>(true, false, 0, 7, 'text', '', null),
    na: fc.boolean(),
    comment: fc.constantFrom(null, 'seen'),
    files: fc.constant([]),
  });
  const answerLists = fc.array(fc.tuple(fc.constantFrom(...IDS), answer), { maxLength: 12 });

  test('generated templates are good ones', () => {
    fc.assert(
      fc.property(structures, (structure) => {
        expect(templateFaults({ structure })).toEqual([]);
      }),
    );
  });

  test('the order in which answers were given changes nothing', () => {
    fc.assert(
      fc.property(structures, answerLists, fc.nat(), (structure, list, turn) => {
        const compiled = compileTemplate(structure, theSettings());
        const latest = Object.entries(Object.fromEntries(list));
        const turned = latest.map((_, index) => latest[(index + turn) % latest.length] as (typeof latest)[0]);
        expect(evaluateCheck(compiled, Object.fromEntries(turned.toReversed()), CHECK)).toEqual(
          evaluateCheck(compiled, Object.fromEntries(latest), CHECK),
        );
      }),
    );
  });

  test('the order in which the template lists its questions changes neither score nor verdict', () => {
    fc.assert(
      fc.property(structures, answerLists, (structure, list) => {
        const answers = Object.fromEntries(list);
        const turned = {
          sections: structure.sections.map((section) => ({
            ...section,
            questions: section.questions.toReversed(),
          })),
        };
        const { score, verdict, visible } = evaluateStructure(structure, answers);
        expect(evaluateStructure(turned, answers)).toMatchObject({ score, verdict, visible });
      }),
    );
  });

  test('a hidden question never blocks a submit, and its answer changes nothing', () => {
    fc.assert(
      fc.property(structures, answerLists, (structure, list) => {
        const answers = Object.fromEntries(list);
        const evaluation = evaluateStructure(structure, answers);
        const hidden = IDS.filter((id) => !evaluation.visible.has(id));
        const blocking = evaluation.missing.map(({ path }) => path.slice('/answers/'.length));
        expect(blocking.filter((id) => hidden.includes(id))).toEqual([]);
        const without = Object.fromEntries(Object.entries(answers).filter(([id]) => !hidden.includes(id)));
        expect(evaluateStructure(structure, without)).toEqual(evaluation);
      }),
    );
  });

  test('a check with every visible question answered and explained can be submitted', () => {
    fc.assert(
      fc.property(structures, (structure) => {
        const answers = Object.fromEntries(IDS.map((id) => [id, anAnswer(true, { comment: 'seen' })]));
        expect(evaluateStructure(structure, answers).missing).toEqual([]);
      }),
    );
  });
});
