import * as fc from 'fast-check';
import { DEFAULT_SETTINGS } from '../../domain/templateDefaults';
import type { PlainQuestion, TemplateContent } from '../../web/src/manager/templates/editor/draft';
import { type Change, templateChanges } from '../../web/src/manager/templates/versions/templateChanges';

const ask = (id: string, more: Partial<PlainQuestion> = {}): PlainQuestion => ({
  ...{ id, type: 'yes_no', text: id.toUpperCase() },
  ...more,
});
const aTemplate = (
  sections: Record<string, PlainQuestion[]>,
  more: Partial<TemplateContent> = {},
): TemplateContent => ({
  ...{ name: 'Пресс', description: null, area_id: null, settings: DEFAULT_SETTINGS },
  structure: {
    sections: Object.entries(sections).map(([id, questions]) => ({
      ...{ id, title: `Раздел ${id}`, questions },
    })),
  },
  ...more,
});

/** A change in few words. */
function told(change: Change): string {
  if ('question' in change) {
    const { id } = change.question;
    if (change.kind === 'question_changed')
      return `${id}: ${change.fields.map(({ field, option }) => (option ? `${field} of ${option}` : field)).join(', ')}`;
    if (change.kind === 'question_moved')
      return `${id} moved from ${change.from} to ${change.to} after ${change.after}`;
    return `${id} ${change.kind === 'question_added' ? 'added to' : 'removed from'} ${change.section}`;
  }
  if ('fields' in change) return `${change.kind}: ${change.fields.map(({ field }) => field).join(', ')}`;
  return `${change.title} ${change.kind}`;
}
const diff = (before: TemplateContent, after: TemplateContent) => templateChanges(before, after).map(told);

test('nothing has changed between a version and itself, whatever the order of keys and what is left to defaults', () => {
  const before = aTemplate({ a: [ask('x', { required: true, on_fail: {} }), ask('y')] });
  const after = aTemplate({ a: [{ text: 'X', type: 'yes_no', id: 'x', weight: 1 }, ask('y')] });
  expect(diff(before, after)).toEqual([]);
});

test('questions that came, went, moved and changed are told apart', () => {
  const before = aTemplate({ a: [ask('x'), ask('y'), ask('z')], b: [ask('w')] });
  const after = aTemplate({
    a: [ask('z'), ask('x', { critical: true, hint: 'Смотрите внимательно' }), ask('new')],
    b: [ask('y'), ask('w')],
  });
  expect(diff(before, after)).toEqual([
    'x moved from Раздел a to Раздел a after Z',
    'x: critical, hint',
    'new added to Раздел a',
    'y moved from Раздел a to Раздел b after null',
  ]);
  expect(diff(after, before)).toContain('new removed from Раздел a');
});

test('an id that was changed and nothing else is one change and no farewell', () => {
  expect(diff(aTemplate({ a: [ask('x')] }), aTemplate({ a: [ask('y', { text: 'X' })] }))).toEqual(['y: id']);
});

test('options are compared one by one', () => {
  const options = [
    { value: 'good', label: 'Целые' },
    { value: 'worn', label: 'Стёртые' },
    { value: 'flat', label: 'Спущены' },
  ];
  const [good, worn] = options as [(typeof options)[0], (typeof options)[0]];
  const of = (some: PlainQuestion['options']) =>
    aTemplate({ a: [ask('x', { type: 'single_choice', ...(some && { options: some }) })] });
  expect(
    diff(of(options), of([{ ...worn, failed: true }, good, { value: 'none', label: 'Нет шин' }])),
  ).toEqual([
    'x: option.removed of Спущены, option.failed of Стёртые, option.added of Нет шин, option.order',
  ]);
});

test('what a failure demands is compared field by field', () => {
  const action = {
    ...{ title: 'Заменить', priority: 'high' as const, due_in: 'PT8H', owner: 'supervisor' },
  };
  const before = aTemplate({ a: [ask('x', { on_fail: { require_comment: true, action } })] });
  const after = aTemplate({
    a: [ask('x', { on_fail: { notify: ['role:manager'], action: { ...action, due_in: 'P1D' } } })],
  });
  expect(diff(before, after)).toEqual(['x: on_fail.require_comment, on_fail.action.due_in, on_fail.notify']);
});

test('name, settings and sections are told as well', () => {
  const before = aTemplate({ a: [ask('x')], b: [ask('y')], c: [ask('z')] });
  const after = aTemplate(
    { c: [ask('z')], a: [ask('x')], d: [ask('v')] },
    { name: 'Пресс № 2', settings: { ...DEFAULT_SETTINGS, due_in: 'PT1H', pass_score: 80 } },
  );
  expect(diff(before, after)).toEqual([
    'template: name',
    'Раздел b section_removed',
    'y removed from Раздел b',
    'Раздел a section_moved',
    'Раздел d section_added',
    'v added to Раздел d',
    'settings: due_in, pass_score',
  ]);
});

test('one question carried elsewhere is one move, wherever it lands', () => {
  const ids = [...'abcdefgh'];
  const places = fc.integer({ min: 0, max: ids.length - 1 });
  fc.assert(
    fc.property(places, places, (from, to) => {
      const after = ids.toSpliced(from, 1).toSpliced(to, 0, ids[from] as string);
      const of = (some: string[]) => aTemplate({ a: some.map((id) => ask(id)) });
      expect(diff(of(ids), of(after))).toHaveLength(from === to ? 0 : 1);
    }),
  );
});
