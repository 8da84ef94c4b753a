import * as fc from 'fast-check';
import { templateFaults } from '../../domain/templateValidation';
import { amountOf, durationOf } from '../../web/src/manager/templates/editor/durations';
import { type Draft, contentOf, draftOf, emptyDraft } from '../../web/src/manager/templates/editor/draft';
import {
  addQuestion,
  duplicate,
  findPlace,
  patchQuestion,
  questionsIn,
  remove,
  renameId,
  retitle,
  retyped,
} from '../../web/src/manager/templates/editor/editDraft';
import { changed, redone, startHistory, undone } from '../../web/src/manager/templates/editor/history';
import {
  moveQuestion,
  moveSection,
  rowKeys,
  stepTarget,
} from '../../web/src/manager/templates/editor/moveInDraft';
import { renameInRule, renameOptionInRule } from '../../web/src/manager/templates/editor/renameInRule';
import { freeId, slugOf } from '../../web/src/manager/templates/editor/slug';
import { isSame } from '../../web/src/manager/templates/versions/isSame';
import { QUESTION_TYPES } from '../../domain/questionShape';

/** Sections and questions whose keys are their ids. */
function aDraft(sections: Record<string, string[]>): Draft {
  return {
    ...emptyDraft(),
    sections: Object.entries(sections).map(([id, questions]) => ({
      ...{ key: id, id, title: id },
      questions: questions.map((question) => ({
        ...{ key: question, id: question, type: 'yes_no' as const, text: question },
      })),
    })),
  };
}
const order = ({ sections }: Draft) =>
  sections.map(({ id, questions }) => `${id}: ${questions.map((question) => question.id).join(' ')}`);
const names = (id: string) => ({ '==': [{ var: `answers.${id}.value` }, true] });

test('a question lands where it is dropped, in the section whose title stands above', () => {
  const draft = aDraft({ a: ['x', 'y'], b: ['z'] });
  expect(order(moveQuestion(draft, 'x', 'y'))).toEqual(['a: y x', 'b: z']);
  expect(order(moveQuestion(draft, 'y', 'b'))).toEqual(['a: x', 'b: y z']);
  expect(order(moveQuestion(draft, 'z', 'b'))).toEqual(['a: x y z', 'b: ']);
  expect(order(moveQuestion(draft, 'z', 'a'))).toEqual(['a: z x y', 'b: ']);
  expect(order(moveSection(draft, 'b', 'a'))).toEqual(['b: z', 'a: x y']);
  expect(stepTarget(draft, 'x', -1)).toBeUndefined();
  expect(stepTarget(draft, 'y', 1)).toBe('b');
  expect(stepTarget(draft, 'b', 1)).toBeUndefined();
});

test('no move loses or doubles a row', () => {
  const draft = aDraft({ a: ['x', 'y'], b: [], c: ['z', 'w'] });
  const row = fc.constantFrom(...rowKeys(draft));
  fc.assert(
    fc.property(row, row, (key, over) => {
      const isSection = draft.sections.some((section) => section.key === key);
      const moved = isSection ? moveSection(draft, key, over) : moveQuestion(draft, key, over);
      expect(rowKeys(moved).sort()).toEqual(rowKeys(draft).sort());
    }),
  );
});

test('an id follows the text of a new question, and rules that name it follow the id', () => {
  let draft = aDraft({ a: ['first'] });
  const added = addQuestion(draft, 'a', 'yes_no');
  draft = retitle(added.draft, added.key, 'Тормоза держат?');
  draft = patchQuestion(draft, 'first', { visible_if: names('tormoza_derzhat') });
  draft = retitle(draft, added.key, 'Тормоза в порядке?');
  expect(questionsIn(draft)).toMatchObject([
    { id: 'first', visible_if: names('tormoza_v_poryadke') },
    { id: 'tormoza_v_poryadke' },
  ]);
  expect(questionsIn(retitle(draft, 'first', 'Иное'))[0]?.id).toBe('first');
  expect(slugOf('constructor')).not.toBe('constructor');
  expect(freeId('x', new Set(['x', 'x_2']))).toBe('x_3');
});

test('made ids are fit and free, whatever is typed', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }), (texts) => {
      let draft = aDraft({ a: [] });
      for (const text of texts) {
        const added = addQuestion(draft, 'a', 'yes_no');
        draft = retitle(added.draft, added.key, text);
      }
      const faults = templateFaults(contentOf(draft)).filter(({ path }) => path.endsWith('/id'));
      expect(faults).toEqual([]);
    }),
  );
});

test('an id is renamed wherever a rule reads it, and nowhere else', () => {
  const rule = {
    and: [
      { in: ['answers.x.value', { var: 'answers.x.value' }] },
      { var: ['answers.x.value.length', { var: 'answers.x.na' }] },
      { missing: ['answers.x', 'answers.xx'] },
      { missing_some: [1, ['answers.x.comment']] },
      { some: [{ var: 'answers.x.value' }, { '==': [{ var: 'answers.x.value' }, 1] }] },
      { var: 'answers.xx.value' },
    ],
  };
  expect(renameInRule(rule, 'x', 'y')).toEqual({
    and: [
      { in: ['answers.x.value', { var: 'answers.y.value' }] },
      { var: ['answers.y.value.length', { var: 'answers.y.na' }] },
      { missing: ['answers.y', 'answers.xx'] },
      { missing_some: [1, ['answers.y.comment']] },
      { some: [{ var: 'answers.y.value' }, { '==': [{ var: 'answers.x.value' }, 1] }] },
      { var: 'answers.xx.value' },
    ],
  });
  const chosen = (value: string) => ({ '!': { in: [{ var: 'answers.x.value' }, [value, 'other']] } });
  const both = { or: [chosen('old'), { '==': [{ var: 'answers.z.value' }, 'old'] }] };
  expect(renameOptionInRule(both, 'x', 'old', 'new')).toEqual({ or: [chosen('new'), both.or[1]] });
});

test('the copy of a section has rules about its own questions, and others about what they were about', () => {
  let draft = aDraft({ a: ['x'], b: ['y', 'z'] });
  draft = patchQuestion(draft, 'z', { visible_if: { and: [names('y'), names('x')] }, fails_if: names('z') });
  const { draft: doubled, key } = duplicate(draft, 'b');
  expect(order(doubled)).toEqual(['a: x', 'b: y z', 'b_2: y_2 z_2']);
  expect(findPlace(doubled, key)?.section.questions[1]).toMatchObject({
    visible_if: { and: [names('y_2'), names('x')] },
    fails_if: names('z_2'),
  });
  expect(order(remove(doubled, key))).toEqual(order(draft));
  expect(order(duplicate(draft, 'y').draft)).toEqual(['a: x', 'b: y y_2 z']);
});

test('a renamed section leaves rules alone', () => {
  const draft = patchQuestion(aDraft({ a: ['x', 'y'] }), 'y', { visible_if: names('x') });
  expect(questionsIn(renameId(draft, 'a', 'z'))[1]?.visible_if).toEqual(names('x'));
});

test('a question of another type keeps what both have, and has no field that the type does not know', () => {
  for (const from of QUESTION_TYPES)
    for (const to of QUESTION_TYPES) {
      const base = retyped({ key: 'k', id: 'x', type: from, text: 'Х', hint: 'Тут' }, from);
      const full = {
        ...base,
        ...(from === 'number' && { min: 1, unit: '%' }),
        ...(from === 'date' && { not_before: '2026-01-01' }),
        ...(base.options && { options: base.options.map((option) => ({ ...option, label: 'Есть' })) }),
      };
      const draft = aDraft({ a: [] });
      draft.sections[0]?.questions.push(retyped(full, to));
      const faults = templateFaults(contentOf(draft)).filter(({ path }) => !path.endsWith('/label'));
      expect([from, to, faults]).toEqual([from, to, []]);
      expect(questionsIn(draft)[0]?.hint).toBe('Тут');
    }
});

test('a draft is what was published, and is sent without what only the editor knows', () => {
  const content = contentOf(aDraft({ a: ['x'], b: ['y'] }));
  expect(isSame(contentOf(draftOf(content)), content)).toBe(true);
  expect(JSON.stringify(content)).not.toMatch(/"key"|isAuto/);
});

test('what is done can be undone and done again, and typing in one field is one step', () => {
  let history = startHistory('');
  history = changed(history, 'a', 'name', 1000);
  history = changed(history, 'ab', 'name', 1500);
  history = changed(history, 'ab!', 'text', 1600);
  history = changed(history, 'ab!?', 'text', 9000);
  const steps = [];
  for (let step = 0; step < 4; step += 1) {
    history = undone(history);
    steps.push(history.present);
  }
  expect(steps).toEqual(['ab!', 'ab', '', '']);
  history = redone(redone(history));
  expect(history.present).toBe('ab!');
  history = changed(history, 'other', undefined, 9999);
  expect(redone(history).present).toBe('other');
});

test('durations in human units are written back as they were, or as long as they were', () => {
  for (const text of ['PT30M', 'PT8H', 'P1D', 'P2W', 'PT45S', 'PT90M'])
    expect(durationOf(amountOf(text)!)).toBe(text);
  expect(amountOf('P1DT2H')).toEqual({ amount: 26, unit: 'H' });
  expect(amountOf('PT1H30M')).toEqual({ amount: 90, unit: 'M' });
  expect(amountOf('PT0S')).toEqual({ amount: 0, unit: 'M' });
  expect(amountOf('soon')).toBeNull();
});
