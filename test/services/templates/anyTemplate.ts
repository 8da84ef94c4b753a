import fc from 'fast-check';
import { isStorable } from '../../../domain/plainText';

type Loose = Record<string, unknown>;

const compact = (fields: Loose): Loose =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const anyText = fc
  .oneof(
    fc.constantFrom(
      '=1+1',
      '@SUM(A1)',
      '+7',
      '-5',
      '_x000D_',
      ' с пробелами ',
      '${horn}',
      '"кавычки"',
      'a\r\nb',
      'absent',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  )
  .filter((text) => isStorable(text) && text.trim() !== '');

const anyId = fc
  .oneof(fc.stringMatching(/^[a-z0-9_-]{1,40}$/), fc.constantFrom('1a', '_1a', '-', '__1a', 'yes_no'))
  .filter((id) => id !== '__proto__' && id !== 'constructor');

const anyNumber = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
  .map((value) => value || 0);
const ordered = <T>(value: fc.Arbitrary<T>, compare: (a: T, b: T) => number) =>
  fc.tuple(value, value).map((pair) => pair.sort(compare) as [T, T]);

const anyTarget = fc.constantFrom('executor', 'supervisor', 'role:manager');

const anyOnFail = fc
  .record({
    require_comment: maybe(fc.boolean()),
    require_photo: maybe(fc.boolean()),
    notify: maybe(fc.array(anyTarget, { maxLength: 3 })),
    action: maybe(
      fc.record({
        title: anyText,
        priority: fc.constantFrom('low', 'medium', 'high'),
        due_in: fc.constant('P1D'),
        owner: anyTarget,
      }),
    ),
  })
  .map(compact);

const anyOptions = fc.uniqueArray(
  fc
    .record({
      value: fc.oneof(anyText, fc.stringMatching(/^[a-z]{1,8}$/)),
      label: anyText,
      score: maybe(fc.nat(5)),
      failed: maybe(fc.boolean()),
      color: maybe(fc.constantFrom('#2e7d32', 'red')),
    })
    .map(compact),
  { selector: (option) => option.value, minLength: 1, maxLength: 5 },
);

const anyOwn: fc.Arbitrary<Loose> = fc.oneof(
  fc.constant({ type: 'yes_no' }),
  anyOptions.map((options) => ({ type: 'single_choice', options })),
  fc.tuple(anyOptions, fc.boolean()).map(([options, bounded]) => ({
    type: 'multi_choice',
    options,
    ...(bounded && { min_selected: 1, max_selected: options.length }),
  })),
  fc
    .record({
      unit: maybe(anyText),
      decimals: maybe(fc.nat(3)),
      range: maybe(ordered(anyNumber, (a, b) => a - b)),
      wide: fc.boolean(),
    })
    .map(({ range, wide, ...own }) =>
      compact({
        type: 'number',
        ...own,
        ...(range && {
          min: range[0],
          max: range[1],
          ...(wide && { limit_min: range[0] - 1, limit_max: range[1] + 1 }),
        }),
      }),
    ),
  fc
    .record({ max_length: maybe(fc.integer({ min: 1, max: 5000 })), multiline: maybe(fc.boolean()) })
    .map((own) => compact({ type: 'text', ...own })),
  ordered(fc.constantFrom('2024-02-29', '2026-01-01', '2030-12-31'), (a, b) => (a < b ? -1 : 1)).map(
    ([a, b]) => ({ type: 'date', not_before: a, not_after: b }),
  ),
  ordered(fc.constantFrom('00:00', '08:30', '23:59'), (a, b) => (a < b ? -1 : 1)).map(([a, b]) => ({
    type: 'time',
    not_before: a,
    not_after: b,
  })),
  fc.constantFrom({ type: 'datetime' }, { type: 'datetime', not_before: '2026-01-01T00:00:00+03:00' }),
  fc.constantFrom({ type: 'photo' }, { type: 'photo', min_photos: 0, max_photos: 9 }),
  fc.constantFrom({ type: 'signature' }, { type: 'instruction' }),
);

const anyQuestion = fc
  .tuple(
    anyOwn,
    fc
      .record({
        text: anyText,
        hint: maybe(fc.oneof(anyText, fc.constant(''))),
        required: maybe(fc.boolean()),
        allow_na: maybe(fc.boolean()),
        weight: maybe(fc.constantFrom(0, 1, 2.5)),
        critical: maybe(fc.boolean()),
        on_fail: maybe(anyOnFail),
      })
      .map(compact),
  )
  .map(([own, common]) => ({ ...own, ...common }));

/** A rule over one question, in forms that XLSForm knows and in others. */
function ruleOver({ id, type, options }: Loose, form: number): unknown {
  const value = { var: `answers.${String(id)}.value` };
  const option = (options as { value: string }[] | undefined)?.[0]?.value;
  const equal = { '==': [value, type === 'yes_no' ? form % 2 === 0 : (option ?? 5)] };
  const guarded = { and: [{ '!=': [value, null] }, { '>=': [value, 5] }] };
  const forms: unknown[] = [
    equal,
    { '!=': [value, null] },
    { '!': [equal] },
    { and: [equal, { or: [{ '!=': [value, null] }, equal] }] },
    guarded,
    { '<': [value, 10] },
    { and: [guarded, equal] },
    { in: [option ?? 'x', value] },
    { '>': [{ var: [`answers.${String(id)}.value.length`, 0] }, 1] },
    { if: [{ var: `answers.${String(id)}.failed` }, true, false] },
    { and: [{ and: [equal, equal] }, equal] },
    true,
    { '==': [{ var: 'check.area_id' }, 'x'] },
  ];
  return forms[form % forms.length];
}

const anySettings = fc
  .record({
    due_in: maybe(fc.constantFrom('PT30M', 'PT12H')),
    miss_after: maybe(fc.constant('PT24H')),
    working_time: maybe(fc.boolean()),
    reminders: maybe(fc.constantFrom([], ['PT10M', 'PT5M'])),
    escalation: maybe(
      fc.array(
        fc.record({
          after: fc.constantFrom('PT0S', 'PT1H'),
          to: fc.array(anyTarget, { minLength: 1, maxLength: 2 }),
        }),
        { maxLength: 3 },
      ),
    ),
    review: maybe(fc.constantFrom('none', 'supervisor', 'role:manager')),
    report_formats: maybe(fc.constantFrom([], ['PDF', 'HTML'])),
    allow_decline: maybe(fc.boolean()),
    pass_score: maybe(fc.constantFrom(0, 80, 99.5)),
  })
  .map(compact);

/** Templates without faults, as a client may send them: rules look back only, so that there is no cycle. */
export const anyTemplate = fc
  .record({
    ids: fc.uniqueArray(anyId, { minLength: 14, maxLength: 14 }),
    titles: fc.array(anyText, { minLength: 1, maxLength: 3 }),
    questions: fc.array(fc.tuple(anyQuestion, fc.nat(2), maybe(fc.nat(30)), maybe(fc.nat(30))), {
      minLength: 1,
      maxLength: 10,
    }),
    sectionRule: maybe(fc.nat(30)),
    settings: maybe(anySettings),
    name: anyText.map((text) => text.trim()),
    description: fc.option(anyText, { nil: null }),
  })
  .map(({ ids, titles, questions, sectionRule, settings, name, description }) => {
    const placed = questions
      .map(([question, place, visible, fails]) => ({
        question,
        place: place % titles.length,
        visible,
        fails,
      }))
      .sort((a, b) => a.place - b.place);
    const made: Loose[] = [];
    const sections = titles.map((title, index): Loose => {
      const earlier = made.at(-1);
      const section = {
        id: ids[10 + index],
        title,
        ...(index > 0 &&
          earlier &&
          sectionRule !== undefined && { visible_if: ruleOver(earlier, sectionRule) }),
      };
      const own = placed
        .filter(({ place }) => place === index)
        .map(({ question, visible, fails }) => {
          const before = made.at(-1);
          const whole: Loose = { ...question, id: ids[made.length] };
          if (before && visible !== undefined) whole.visible_if = ruleOver(before, visible);
          if (fails !== undefined) whole.fails_if = ruleOver(whole, fails);
          made.push(whole);
          return whole;
        });
      return { ...section, questions: own };
    });
    return { name, description, structure: { sections }, ...(settings && { settings }) };
  });
