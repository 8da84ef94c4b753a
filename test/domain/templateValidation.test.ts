import { normaliseTemplate, targetsIn, templateFaults } from '../../domain/templateValidation';
import { aQuestionInput, aStructureInput, UUID } from './builders';

type Loose = Record<string, unknown>;
const value = (id: string) => ({ var: `answers.${id}.value` });
const OPTIONS = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];
const QUESTION = '/structure/sections/0/questions/0';

function faultsOf(structure: unknown, settings?: unknown): string[] {
  return templateFaults({ structure, settings }).map(({ path, code }) => `${path} ${code}`);
}
function faultsOfQuestions(...questions: Loose[]): string[] {
  return faultsOf(aStructureInput(...questions));
}
function faultsOfSettings(settings: unknown): string[] {
  return faultsOf(aStructureInput({}), settings);
}
function sections(...all: Loose[]): Loose {
  return {
    sections: all.map((section, index) => ({ id: `s${index}`, title: 'S', questions: [], ...section })),
  };
}

test.each<Loose>([
  { type: 'yes_no', weight: 0, critical: true, allow_na: true, required: false, hint: 'Look below' },
  { type: 'yes_no', guidance_file_id: UUID, pass: undefined, visible_if: true },
  { type: 'single_choice', options: [{ value: 'x', label: 'X', score: 0.5, failed: true, color: '#f00' }] },
  { type: 'multi_choice', options: OPTIONS, min_selected: 2, max_selected: 2 },
  { type: 'number', unit: 'bar', decimals: 0, min: 1, max: 1, limit_min: 1, limit_max: 1 },
  { type: 'text', max_length: 1, multiline: true },
  { type: 'date', not_before: '2025-01-01', not_after: '2025-01-01' },
  { type: 'time', not_before: '08:00' },
  { type: 'datetime', not_after: '2025-01-01T00:00:00Z' },
  { type: 'photo', min_photos: 3, max_photos: 3 },
  { type: 'signature' },
  { type: 'instruction', text: 'Wear a helmet' },
  {
    on_fail: {
      require_comment: true,
      require_photo: true,
      notify: ['supervisor', 'role:safety', `user:${UUID}`],
      action: { title: 'Repair', priority: 'high', due_in: 'P1D', owner: 'executor' },
    },
  },
  { fails_if: { '==': [value('q'), true] } },
  { hint: null, weight: null },
])('a question %j is taken', (question) => {
  const { pass: _, ...fields } = question;
  expect(faultsOfQuestions(fields)).toEqual([]);
});

test.each<[Loose, string]>([
  [{ id: '' }, '/id field.bad_format'],
  [{ id: 'Über' }, '/id field.bad_format'],
  [{ id: 'x'.repeat(41) }, '/id field.bad_format'],
  [{ id: '__proto__' }, '/id field.bad_format'],
  [{ id: 'constructor' }, '/id field.bad_format'],
  [{ id: 5 }, '/id field.wrong_type'],
  [{ type: 'slider' }, '/type field.bad_format'],
  [{ type: 5 }, '/type field.wrong_type'],
  [{ text: ' ' }, '/text field.missing'],
  [{ text: 'a\u0000' }, '/text field.bad_text'],
  [{ text: 'x'.repeat(2001) }, '/text field.too_long'],
  [{ weight: -0.01 }, '/weight field.out_of_range'],
  [{ weight: '1' }, '/weight field.wrong_type'],
  [{ required: 'yes' }, '/required field.wrong_type'],
  [{ colour: 'red' }, '/colour field.unknown'],
  [{ options: OPTIONS }, '/options template.bad_field'],
  [{ type: 'text', min: 1 }, '/min template.bad_field'],
  [{ guidance_file_id: 'x' }, '/guidance_file_id template.unknown_file'],
  [{ type: 'single_choice', options: [] }, '/options template.no_options'],
  [{ type: 'single_choice', options: [{ value: 'a' }] }, '/options/0/label field.missing'],
  [
    { type: 'single_choice', options: [...OPTIONS, { value: 'a', label: 'Z' }] },
    '/options/2/value template.duplicate_option',
  ],
  [
    { type: 'single_choice', options: [{ value: 'a', label: 'A', score: -1 }] },
    '/options/0/score field.out_of_range',
  ],
  [
    { type: 'multi_choice', options: OPTIONS, min_selected: 2, max_selected: 1 },
    '/min_selected template.bad_range',
  ],
  [{ type: 'multi_choice', options: OPTIONS, min_selected: 3 }, '/min_selected template.bad_range'],
  [{ type: 'multi_choice', options: OPTIONS, min_selected: 0.5 }, '/min_selected field.wrong_type'],
  [{ type: 'number', min: 2, max: 1 }, '/min template.bad_range'],
  [{ type: 'number', limit_min: 2, limit_max: 1 }, '/limit_min template.bad_range'],
  [{ type: 'number', min: 0, limit_min: 1 }, '/limit_min template.bad_range'],
  [{ type: 'number', max: 9, limit_max: 8 }, '/max template.bad_range'],
  [{ type: 'number', decimals: -1 }, '/decimals field.out_of_range'],
  [{ type: 'number', min: Number.POSITIVE_INFINITY }, '/min field.out_of_range'],
  [{ type: 'text', max_length: 0 }, '/max_length field.out_of_range'],
  [{ type: 'date', not_before: '2025-02-30' }, '/not_before field.bad_format'],
  [{ type: 'date', not_before: '2025-02-02', not_after: '2025-02-01' }, '/not_before template.bad_range'],
  [
    { type: 'datetime', not_before: '2025-01-01T00:00:01Z', not_after: '2025-01-01T03:00:00+03:00' },
    '/not_before template.bad_range',
  ],
  [{ type: 'photo', min_photos: 3, max_photos: 2 }, '/min_photos template.bad_range'],
  [{ type: 'photo', max_photos: 0 }, '/max_photos field.out_of_range'],
  [{ on_fail: { notify: ['everybody'] } }, '/on_fail/notify/0 template.unknown_target'],
  [{ on_fail: { notify: ['role:'] } }, '/on_fail/notify/0 template.unknown_target'],
  [{ on_fail: { notify: ['user:5'] } }, '/on_fail/notify/0 template.unknown_target'],
  [
    { on_fail: { action: { title: 'T', priority: 'low', due_in: 'P1M', owner: 'executor' } } },
    '/on_fail/action/due_in template.bad_duration',
  ],
  [{ on_fail: { shout: true } }, '/on_fail/shout field.unknown'],
  [{ visible_if: 'always' }, '/visible_if template.bad_rule'],
  [{ fails_if: { '==': [value('nobody'), 1] } }, '/fails_if/==/0 template.unknown_question'],
])('a question %j is refused: %s', (question, fault) => {
  expect(faultsOfQuestions(question)).toEqual([QUESTION + fault]);
});

test.each<Loose>([
  {},
  { due_in: 'P1W', miss_after: 'PT0S', reminders: [], escalation: [], report_formats: [], pass_score: 0 },
  { review: 'role:quality', pass_score: 66.67, report_formats: ['PDF', 'HTML', 'JSON'], miss_after: null },
  { working_time: true, due_in: 'PT8H30M', escalation: [{ after: 'PT1H', to: ['supervisor'] }] },
])('settings %j are taken', (settings) => {
  expect(faultsOfSettings(settings)).toEqual([]);
});

test.each<[Loose, string]>([
  [{ due_in: 'soon' }, '/due_in template.bad_duration'],
  [{ due_in: 'PT0S' }, '/due_in template.bad_duration'],
  [{ due_in: 8 }, '/due_in field.wrong_type'],
  [{ working_time: true, due_in: 'P1D' }, '/due_in template.bad_duration'],
  [{ working_time: true, miss_after: 'P1D' }, '/miss_after template.bad_duration'],
  [{ working_time: true, reminders: ['PT1H', 'P1D'] }, '/reminders/1 template.bad_duration'],
  [{ working_time: true, review_due_in: 'P1D' }, '/review_due_in template.bad_duration'],
  [
    { working_time: true, escalation: [{ after: 'P1W', to: ['executor'] }] },
    '/escalation/0/after template.bad_duration',
  ],
  [{ escalation: [{ after: 'PT1H', to: [] }] }, '/escalation/0/to field.out_of_range'],
  [{ escalation: [{ after: 'PT1H', to: ['boss'] }] }, '/escalation/0/to/0 template.unknown_target'],
  [{ escalation: [{ to: ['executor'] }] }, '/escalation/0/after field.missing'],
  [{ review: 'boss' }, '/review template.unknown_role'],
  [{ report_formats: ['DOCX'] }, '/report_formats/0 field.bad_format'],
  [{ pass_score: 100.01 }, '/pass_score field.out_of_range'],
  [{ pass_score: -1 }, '/pass_score field.out_of_range'],
  [{ pass_score: 66.666 }, '/pass_score field.bad_format'],
  [{ allow_decline: 'no' }, '/allow_decline field.wrong_type'],
  [{ remainders: [] }, '/remainders field.unknown'],
])('settings %j are refused: %s', (settings, fault) => {
  expect(faultsOfSettings(settings)).toEqual([`/settings${fault}`]);
});

describe('the whole template', () => {
  test('without a question is refused', () => {
    expect(faultsOf({ sections: [] })).toEqual(['/structure/sections template.no_questions']);
    expect(faultsOf(sections({}, {}))).toEqual(['/structure/sections template.no_questions']);
  });

  test.each([
    undefined,
    null,
    5,
    [],
    {},
    { sections: 5 },
    { sections: [5] },
    sections({ questions: [null] }),
  ])('of any other shape (%j) is refused, not thrown at', (structure) => {
    expect(faultsOf(structure)).not.toEqual([]);
  });

  test('ids are unique over sections and questions', () => {
    const structure = sections(
      { id: 'x', questions: [aQuestionInput({ id: 'x' }), aQuestionInput({ id: 'y' })] },
      { id: 'z', questions: [aQuestionInput({ id: 'y' })] },
    );
    expect(faultsOf(structure)).toEqual([
      '/structure/sections/0/questions/0/id template.duplicate_id',
      '/structure/sections/1/questions/0/id template.duplicate_id',
    ]);
  });

  test('2000 questions are taken, one more is not', () => {
    const many = (count: number) =>
      aStructureInput(...Array.from({ length: count }, (_, index) => ({ id: `q${index}` })));
    expect(faultsOf(many(2000))).toEqual([]);
    expect(faultsOf(many(2001))).toEqual(['/structure/sections field.out_of_range']);
  });

  test('a chain of 2000 rules is followed to its end', () => {
    const chain = Array.from({ length: 2000 }, (_, index) => ({
      id: `q${index}`,
      ...(index < 1999 && { visible_if: value(`q${index + 1}`) }),
    }));
    expect(faultsOfQuestions(...chain)).toEqual([]);
  });

  test('all faults are told at once', () => {
    const structure = aStructureInput(
      { id: 'A', weight: -1 },
      { id: 'b', visible_if: value('gone') },
      { id: 'b', type: 'single_choice', options: [] },
      { id: 'c', fails_if: { log: 1 } },
      { id: 'd', visible_if: value('e') },
      { id: 'e', visible_if: value('d') },
    );
    expect(faultsOf(structure, { due_in: 'x', pass_score: 101 })).toEqual([
      '/structure/sections/0/questions/0/id field.bad_format',
      '/structure/sections/0/questions/0/weight field.out_of_range',
      '/structure/sections/0/questions/2/options template.no_options',
      '/structure/sections/0/questions/2/id template.duplicate_id',
      '/structure/sections/0/questions/1/visible_if template.unknown_question',
      '/structure/sections/0/questions/3/fails_if template.bad_rule',
      '/structure/sections/0/questions/4/visible_if template.rule_cycle',
      '/structure/sections/0/questions/5/visible_if template.rule_cycle',
      '/settings/due_in template.bad_duration',
      '/settings/pass_score field.out_of_range',
    ]);
  });
});

describe('cycles', () => {
  test('a question that shows itself is one', () => {
    expect(faultsOfQuestions({ visible_if: value('q') })).toEqual([
      `${QUESTION}/visible_if template.rule_cycle`,
    ]);
  });

  test('a question that judges itself is none', () => {
    expect(faultsOfQuestions({ fails_if: { '>': [value('q'), 5] } })).toEqual([]);
  });

  test('visibility and failure together can close one', () => {
    expect(
      faultsOfQuestions(
        { id: 'a', fails_if: value('b') },
        { id: 'b', visible_if: { var: 'answers.a.failed' } },
        { id: 'c', visible_if: value('a') },
      ),
    ).toEqual([
      '/structure/sections/0/questions/0/fails_if template.rule_cycle',
      '/structure/sections/0/questions/1/visible_if template.rule_cycle',
    ]);
  });

  test('a section that depends on its own question is one', () => {
    const structure = sections({ visible_if: value('q'), questions: [aQuestionInput()] });
    expect(faultsOf(structure)).toEqual(['/structure/sections/0/visible_if template.rule_cycle']);
  });

  test('two sections that depend on each other’s questions are one', () => {
    const structure = sections(
      { visible_if: value('b'), questions: [aQuestionInput({ id: 'a' })] },
      { visible_if: value('a'), questions: [aQuestionInput({ id: 'b' })] },
    );
    expect(templateFaults({ structure })).toEqual([
      { path: '/structure/sections/0/visible_if', code: 'template.rule_cycle', params: { cycle: 'a, b' } },
      { path: '/structure/sections/1/visible_if', code: 'template.rule_cycle', params: { cycle: 'a, b' } },
    ]);
  });

  test('rules that look at later questions, and diamonds, are none', () => {
    expect(
      faultsOfQuestions(
        { id: 'a', visible_if: { and: [value('b'), value('c')] } },
        { id: 'b', visible_if: value('d') },
        { id: 'c', visible_if: value('d') },
        { id: 'd' },
      ),
    ).toEqual([]);
  });
});

describe('defaults', () => {
  test('are those of the contract', () => {
    const { structure, settings } = normaliseTemplate({
      structure: aStructureInput({ id: 't', type: 'text' }, { id: 'p', type: 'photo' }),
    });
    const common = { text: 'Is it sound?', required: true, allow_na: false, weight: 1, critical: false };
    expect(structure.sections[0]?.questions).toEqual([
      { id: 't', type: 'text', ...common, max_length: 2000 },
      { id: 'p', type: 'photo', ...common, min_photos: 1, max_photos: 5 },
    ]);
    expect(settings).toEqual({
      due_in: 'PT8H',
      working_time: false,
      reminders: ['PT30M'],
      escalation: [{ after: 'PT0S', to: ['executor', 'supervisor'] }],
      review: 'none',
      review_due_in: 'PT8H',
      report_formats: ['PDF'],
      allow_decline: true,
    });
  });

  test('give way to what is given; null counts as absent, except inside rules', () => {
    const { structure, settings } = normaliseTemplate({
      structure: aStructureInput({
        hint: null,
        weight: 3,
        required: false,
        visible_if: { '==': [{ var: 'check.area_id' }, null] },
      }),
      settings: { miss_after: null, reminders: [], report_formats: ['JSON', 'PDF', 'JSON'] },
    });
    expect(structure.sections[0]?.questions[0]).toEqual({
      ...aQuestionInput(),
      required: false,
      allow_na: false,
      weight: 3,
      critical: false,
      visible_if: { '==': [{ var: 'check.area_id' }, null] },
    });
    expect(settings).toMatchObject({ reminders: [], report_formats: ['JSON', 'PDF'] });
    expect(settings).not.toHaveProperty('miss_after');
  });

  test('one bound of a photo count never contradicts the other’s default', () => {
    const { structure } = normaliseTemplate({ structure: aStructureInput({ type: 'photo', min_photos: 7 }) });
    expect(structure.sections[0]?.questions[0]).toMatchObject({ min_photos: 7, max_photos: 7 });
  });

  test('filling them in twice changes nothing, and what came out is a good template', () => {
    const once = normaliseTemplate({
      structure: aStructureInput({ id: 'n', type: 'number', min: 1 }, { id: 'p', type: 'photo' }),
      settings: { review: 'supervisor' },
    });
    expect(normaliseTemplate(once)).toEqual(once);
    expect(templateFaults(once)).toEqual([]);
  });
});

test('everyone whom a template names is found with the place', () => {
  const template = normaliseTemplate({
    structure: aStructureInput({
      on_fail: {
        notify: ['role:safety'],
        action: { title: 'Repair', priority: 'low', due_in: 'P1D', owner: `user:${UUID}` },
      },
    }),
    settings: { review: 'role:quality', escalation: [{ after: 'PT0S', to: ['executor', 'role:boss'] }] },
  });
  expect(targetsIn(template)).toEqual([
    { path: `${QUESTION}/on_fail/notify/0`, target: 'role:safety' },
    { path: `${QUESTION}/on_fail/action/owner`, target: `user:${UUID}` },
    { path: '/settings/escalation/0/to/0', target: 'executor' },
    { path: '/settings/escalation/0/to/1', target: 'role:boss' },
    { path: '/settings/review', target: 'role:quality' },
  ]);
});
