import { normaliseTemplate, templateFaults } from '../../../domain/templateValidation';
import { readForm } from '../../../services/templates/xlsform/readForm';
import { readWorkbook } from '../../../services/templates/xlsform/readWorkbook';
import { aForm } from './aForm';

type Rows = Record<string, unknown>[];
const read = async (survey: Rows, more: Parameters<typeof aForm>[1] = {}) =>
  readForm(await readWorkbook(await aForm(survey, more)));
const questions = async (survey: Rows, more: Parameters<typeof aForm>[1] = {}) => {
  const form = await read(survey, more);
  expect(form.faults).toEqual([]);
  expect(templateFaults(form)).toEqual([]);
  return normaliseTemplate(form).structure.sections.flatMap((section) => section.questions);
};
const faults = async (survey: Rows, more: Parameters<typeof aForm>[1] = {}) =>
  (await read(survey, more)).faults.map(({ path, code, params }) =>
    `${path} ${code} ${params?.what ?? ''}`.trim(),
  );

const CHOICES = [
  { list_name: 'state', name: 'ok', label: 'Исправно' },
  { list_name: 'state', name: 'worn', label: 'Изношено' },
  { list_name: 'state', name: 3, label: 'Неизвестно' },
];

it('takes the types of the standard', async () => {
  const made = await questions(
    [
      { type: 'select_one state', name: 'one', label: 'a' },
      { type: 'select_multiple state', name: 'many', label: 'b' },
      { type: 'integer', name: 'whole', label: 'c' },
      { type: 'decimal', name: 'decimal', label: 'd' },
      { type: 'text', name: 'text', label: 'e', appearance: 'multiline' },
      { type: 'date', name: 'date', label: 'f' },
      { type: 'time', name: 'time', label: 'g' },
      { type: 'dateTime', name: 'moment', label: 'h' },
      { type: 'image', name: 'picture', label: 'i' },
      { type: 'image', name: 'signed', label: 'j', appearance: 'signature' },
      { type: 'note', name: 'note', label: 'k' },
      { type: 'start', name: 'start' },
    ],
    { choices: CHOICES },
  );
  expect(made.map(({ id, type }) => `${id} ${type}`)).toEqual([
    'one single_choice',
    'many multi_choice',
    'whole number',
    'decimal number',
    'text text',
    'date date',
    'time time',
    'moment datetime',
    'picture photo',
    'signed signature',
    'note instruction',
  ]);
  expect(made[0]).toMatchObject({
    options: [
      { value: 'ok', label: 'Исправно' },
      { value: 'worn', label: 'Изношено' },
      { value: '3', label: 'Неизвестно' },
    ],
  });
  expect(made[2]).toMatchObject({ decimals: 0 });
  expect(made[4]).toMatchObject({ multiline: true });
});

it('prefers the Russian of several languages, and falls back to another', async () => {
  const [first, second] = await questions([
    {
      type: 'text',
      name: 'a',
      'label::English (en)': 'Name',
      'label::Russian (ru)': 'Имя',
      'hint::English (en)': 'full',
    },
    { type: 'text', name: 'b', 'label::English (en)': 'Shift' },
  ]);
  expect(first).toMatchObject({ text: 'Имя', hint: 'full' });
  expect(second).toMatchObject({ text: 'Shift' });
});

it('is required only where the form says so', async () => {
  const made = await questions([
    { type: 'text', name: 'a', label: 'a', required: 'yes' },
    { type: 'text', name: 'b', label: 'b', required: true },
    { type: 'text', name: 'c', label: 'c', required: 'no' },
    { type: 'text', name: 'd', label: 'd' },
  ]);
  expect(made.map(({ required }) => required)).toEqual([true, true, false, false]);
});

it('makes sections of outer groups and of questions outside; inner groups lend their label and condition', async () => {
  const form = await read(
    [
      { type: 'text', name: 'who', label: 'Кто' },
      { type: 'begin group', name: 'Outer', label: 'Осмотр', relevant: "${who} != ''" },
      { type: 'integer', name: 'hours', label: 'Часы' },
      { type: 'begin_group', name: 'inner', label: 'Подробно', relevant: '${hours} > 5' },
      { type: 'text', name: 'why', label: 'Почему', relevant: "${who} = 'я'" },
      { type: 'end_group' },
      { type: 'end group' },
      { type: 'text', name: 'end', label: 'Итог' },
    ],
    { settings: { form_title: 'Осмотр станка' } },
  );
  expect(form).toMatchObject({ name: 'Осмотр станка', faults: [] });
  const who = { var: 'answers.who.value' };
  const hours = {
    and: [{ '!=': [{ var: 'answers.hours.value' }, null] }, { '>': [{ var: 'answers.hours.value' }, 5] }],
  };
  expect(normaliseTemplate(form).structure.sections).toMatchObject([
    { id: 'main', title: 'Осмотр станка', questions: [{ id: 'who' }] },
    {
      id: 'outer',
      title: 'Осмотр',
      visible_if: { '!=': [who, null] },
      questions: [
        { id: 'hours' },
        { id: 'inner', type: 'instruction', text: 'Подробно', visible_if: hours },
        { id: 'why', visible_if: { and: [hours, { '==': [who, 'я'] }] } },
      ],
    },
    { id: 'main_2', questions: [{ id: 'end' }] },
  ]);
});

describe('relevant', () => {
  const rule = async (relevant: string) => {
    const made = await questions(
      [
        { type: 'select_one state', name: 'one', label: 'a' },
        { type: 'select_multiple state', name: 'Many.Kinds', label: 'b' },
        { type: 'decimal', name: 'n', label: 'c' },
        { type: 'date', name: 'd', label: 'd' },
        { type: 'text', name: 'last', label: 'e', relevant },
      ],
      { choices: CHOICES },
    );
    return made.at(-1)?.visible_if;
  };
  const one = { var: 'answers.one.value' };
  const many = { var: 'answers.many_kinds.value' };
  const n = { var: 'answers.n.value' };
  const answered = (value: unknown) => ({ '!=': [value, null] });

  it.each([
    ["${one} = 'ok'", { '==': [one, 'ok'] }],
    ['${one}="ok"', { '==': [one, 'ok'] }],
    ['${one} = 3', { '==': [one, '3'] }],
    ["${one} != ''", answered(one)],
    ["selected(${Many.Kinds}, 'worn')", { in: ['worn', many] }],
    ["not(selected(${one}, 'ok'))", { '!': [{ '==': [one, 'ok'] }] }],
    ['${n} >= 2.5', { and: [answered(n), { '>=': [n, 2.5] }] }],
    ['-1 < ${n}', { and: [answered(n), { '>': [n, -1] }] }],
    ["${n} = '5'", { '==': [n, 5] }],
    [
      "${one} = 'ok' or ${one} = 'worn' or ${n} = 1",
      { or: [{ '==': [one, 'ok'] }, { '==': [one, 'worn'] }, { '==': [n, 1] }] },
    ],
    [
      "${one} = 'ok' and (${n} = 1 or ${n} = 2)",
      { and: [{ '==': [one, 'ok'] }, { or: [{ '==': [n, 1] }, { '==': [n, 2] }] }] },
    ],
    [
      "${d} > date('2026-01-01')",
      { and: [answered({ var: 'answers.d.value' }), { '>': [{ var: 'answers.d.value' }, '2026-01-01'] }] },
    ],
    ['count-selected(${Many.Kinds}) > 1', { '>': [{ var: ['answers.many_kinds.value.length', 0] }, 1] }],
    ['${one} = ‘ok’', { '==': [one, 'ok'] }],
    ['true()', true],
  ])('%s', async (source, expected) => {
    expect(await rule(source)).toEqual(expected);
  });

  it.each([
    ['${n} + 1 = 2', '+'],
    ["${nobody} = 'x'", '${nobody}'],
    ["regex(${one}, 'a')", 'regex()'],
    ['${n} = ${d}', '${d}'],
    ['today() > ${d}', 'today()'],
    ["${one} = 'ok", "'ok"],
    ['((${n} = 1)', '((${n} = 1)'],
  ])('is refused by cell and cause: %s', async (relevant, what) => {
    const survey = [
      { type: 'select_one state', name: 'one', label: 'a' },
      { type: 'decimal', name: 'n', label: 'c' },
      { type: 'date', name: 'd', label: 'd' },
      { type: 'text', name: 'last', label: 'e', relevant },
    ];
    expect(await faults(survey, { choices: CHOICES })).toEqual([
      `/survey/5/relevant import.unsupported ${what}`,
    ]);
  });

  it('ends at once for an expression nested beyond reason', async () => {
    const relevant = `${'('.repeat(4000)}1${')'.repeat(4000)}`;
    expect(await faults([{ type: 'text', name: 'a', label: 'a', relevant }])).toHaveLength(1);
  });
});

describe('constraint', () => {
  it.each([
    ['integer', '. >= 1 and . <= 5', { min: 1, max: 5 }],
    ['integer', '. > 0 and . < 10', { min: 1, max: 9 }],
    ['decimal', '0.5 <= .', { min: 0.5 }],
    ['text', 'string-length(.) <= 40', { max_length: 40 }],
    [
      'select_multiple state',
      'count-selected(.) >= 1 and count-selected(.) <= 2',
      { min_selected: 1, max_selected: 2 },
    ],
    ['date', ". >= date('2026-01-01')", { not_before: '2026-01-01' }],
  ])('of %s: %s', async (type, constraint, expected) => {
    const [made] = await questions([{ type, name: 'a', label: 'a', constraint }], { choices: CHOICES });
    expect(made).toMatchObject(expected);
  });

  it.each([
    ['decimal', '. > 0'],
    ['text', "regex(., '[A-Z]+')"],
    ['integer', '. <= ${other}'],
    ['date', '. <= today()'],
    ['integer', '. = 1 or . = 2'],
  ])('that cannot be carried over is named: %s %s', async (type, constraint) => {
    const [fault] = await faults([{ type, name: 'a', label: 'a', constraint }]);
    expect(fault).toMatch(/^\/survey\/2\/constraint import\.unsupported ./);
  });
});

it('names everything that cannot be carried over, at once, by sheet, row and column', async () => {
  const survey = [
    { type: 'geopoint', name: 'where', label: 'Где' },
    { type: 'begin repeat', name: 'again', label: 'Ещё' },
    { type: 'select_one nowhere', name: 'one', label: 'a' },
    { type: 'text', name: 'greeting', label: 'Здравствуйте, ${name}!' },
    { type: 'integer', name: 'sum', label: 'b', calculation: '1 + 1' },
    { type: 'text', name: 'unlabelled' },
    { type: 'text', label: 'Без имени' },
    { type: 'text', name: 'maybe', label: 'c', required: "${a} = 'x'" },
    { type: 'begin group', name: 'open', label: 'Группа' },
  ];
  expect((await faults(survey)).sort()).toEqual([
    '/survey/10/type import.unbalanced_group',
    '/survey/2/type import.unsupported geopoint',
    '/survey/3/type import.unsupported begin repeat',
    '/survey/4/type import.unknown_list nowhere',
    '/survey/5/label import.unsupported ${name}',
    '/survey/6/calculation import.unsupported 1 + 1',
    '/survey/7/label import.cell_missing',
    '/survey/8/name import.cell_missing',
    "/survey/9/required import.unsupported ${a} = 'x'",
  ]);
});

it('names a missing sheet and missing columns', async () => {
  const { faults: noSurvey } = readForm(new Map());
  expect(noSurvey).toEqual([{ path: '/survey', code: 'import.sheet_missing', params: { sheet: 'survey' } }]);
  expect((await read([{ label: 'a' }])).faults.map(({ params }) => params?.column)).toEqual(['type', 'name']);
});

it('reads a formula as its text, and never its result', async () => {
  const [made] = await questions([
    { type: 'text', name: 'a', label: { formula: 'HYPERLINK("http://x")', result: 'нажми' } },
  ]);
  expect(made?.text).toBe('=HYPERLINK("http://x")');
});

it('refuses unknown and broken columns of ours', async () => {
  const survey = [
    { type: 'text', name: 'a', label: 'a', 'proverka::colour': 'red', 'proverka::weight': '{' },
  ];
  expect((await faults(survey)).sort()).toEqual([
    '/survey/2/proverka::colour import.unsupported red',
    '/survey/2/proverka::weight import.unsupported {',
  ]);
});

it('keeps names apart that become one id, and leaves a name given twice to be refused', async () => {
  const form = await read([
    { type: 'text', name: 'a.b', label: 'a' },
    { type: 'text', name: 'A_b', label: 'b' },
    { type: 'text', name: 'A_b', label: 'c' },
  ]);
  expect(form.faults).toEqual([]);
  expect(templateFaults(form).map(({ path, code }) => `${path} ${code}`)).toEqual([
    '/structure/sections/0/questions/2/id template.duplicate_id',
  ]);
  expect(form.places.get('/structure/sections/0/questions/2')).toBe('/survey/4');
});
