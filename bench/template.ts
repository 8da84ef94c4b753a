/** A walk around a forklift: twenty questions of the usual kinds, one shown by a rule, one judged by a rule. */
export const QUESTIONS = [
  ...[
    'horn',
    'lights',
    'mirrors',
    'belt',
    'tyres',
    'forks',
    'chains',
    'mast',
    'leaks',
    'brakes',
    'steering',
  ].map((id) => ({
    id,
    type: 'yes_no',
    text: `Исправно: ${id}?`,
    allow_na: true,
    ...(id === 'brakes' && { critical: true }),
  })),
  {
    id: 'charge',
    type: 'number',
    text: 'Заряд батареи',
    unit: '%',
    min: 20,
    max: 100,
    limit_min: 0,
    limit_max: 100,
  },
  { id: 'hours', type: 'number', text: 'Моточасы', unit: 'ч', decimals: 1, limit_min: 0, limit_max: 100000 },
  { id: 'pressure', type: 'number', text: 'Давление в шинах', unit: 'бар', decimals: 1, min: 6, max: 9 },
  {
    id: 'state',
    type: 'single_choice',
    text: 'Общее состояние',
    options: [
      { value: 'good', label: 'Хорошее', score: 1 },
      { value: 'worn', label: 'Изношен', score: 0.5 },
      { value: 'bad', label: 'Плохое', score: 0, failed: true },
    ],
  },
  {
    id: 'fluids',
    type: 'multi_choice',
    text: 'Что долито',
    required: false,
    options: ['oil', 'water', 'brake'].map((value) => ({ value, label: value })),
  },
  { id: 'number', type: 'text', text: 'Инвентарный номер', max_length: 40 },
  {
    id: 'remarks',
    type: 'text',
    text: 'Замечания',
    required: false,
    visible_if: { '==': [{ var: 'answers.horn.value' }, true] },
  },
  { id: 'service', type: 'date', text: 'Следующее обслуживание' },
  {
    id: 'clean',
    type: 'yes_no',
    text: 'Чисто?',
    fails_if: {
      and: [
        { '==': [{ var: 'answers.clean.value' }, false] },
        { '==': [{ var: 'answers.leaks.value' }, false] },
      ],
    },
  },
] as const;

const SPECIAL: Record<string, unknown> = {
  charge: 80,
  hours: 1204.5,
  pressure: 7.5,
  state: 'good',
  fluids: ['oil', 'water'],
  number: 'П-1027',
  remarks: 'Следы масла на полу у зарядной станции, убрано',
  service: '2031-03-01',
};

export const ANSWERS = QUESTIONS.map(({ id }) => ({ question_id: id, value: SPECIAL[id] ?? true }));

export function templateInput(name: string, settings: object) {
  return { name, structure: { sections: [{ id: 'walk', title: 'Осмотр', questions: QUESTIONS }] }, settings };
}
