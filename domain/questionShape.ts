import { isDateText } from './dateText';
import { isDuration } from './duration';
import type { Fault } from './errors';
import { isUuid } from './plainText';
import {
  anything,
  child,
  fault,
  fields,
  flag,
  integer,
  isRecord,
  list,
  matching,
  number,
  oneOf,
  refined,
  type Shape,
  text,
} from './shape';
import { isTarget } from './target';
import type { QuestionType } from './template';

/** These names live on every object, where an answer kept under them would be lost or found by mistake. */
const RESERVED_IDS = ['__proto__', 'constructor'];

export const anId = matching(
  (id) => /^[a-z0-9_-]{1,40}$/.test(id) && !RESERVED_IDS.includes(id),
  'field.bad_format',
);
export const aTarget = matching(isTarget, 'template.unknown_target');
const aDuration = matching(isDuration, 'template.bad_duration');
const aNumber = number(-Number.MAX_VALUE, Number.MAX_VALUE);

const onFail = fields(
  {},
  {
    require_comment: flag,
    require_photo: flag,
    notify: list(aTarget, 50),
    action: fields({
      title: text(300),
      priority: oneOf(['low', 'medium', 'high']),
      due_in: aDuration,
      owner: aTarget,
    }),
  },
);

const REQUIRED = { id: anId, type: anything, text: text(2000) };
const COMMON = {
  hint: text(4000, 0),
  guidance_file_id: matching(isUuid, 'template.unknown_file'),
  required: flag,
  allow_na: flag,
  weight: number(0, 1_000_000),
  critical: flag,
  // Rules are looked at with the whole template in view.
  visible_if: anything,
  fails_if: anything,
  on_fail: onFail,
};

const anOption = fields(
  { value: text(200), label: text(500) },
  { score: number(0, 1_000_000), failed: flag, color: text(40) },
);
const options: Shape = (value, path) =>
  Array.isArray(value) && value.length === 0
    ? fault(path, 'template.no_options')
    : list(anOption, 500)(value, path);

function dateBound(type: 'date' | 'time' | 'datetime'): Record<string, Shape> {
  const bound = matching((value) => isDateText(type, value), 'field.bad_format');
  return { not_before: bound, not_after: bound };
}

const OWN: Record<QuestionType, Record<string, Shape>> = {
  yes_no: {},
  single_choice: { options },
  multi_choice: { options, min_selected: integer(0, 500), max_selected: integer(1, 500) },
  number: {
    unit: text(40, 0),
    decimals: integer(0, 15),
    min: aNumber,
    max: aNumber,
    limit_min: aNumber,
    limit_max: aNumber,
  },
  text: { max_length: integer(1, 20_000), multiline: flag },
  date: dateBound('date'),
  time: dateBound('time'),
  datetime: dateBound('datetime'),
  photo: { min_photos: integer(0, 50), max_photos: integer(1, 50) },
  signature: {},
  instruction: {},
};

export const QUESTION_TYPES = Object.keys(OWN) as QuestionType[];
const EVERY_OWN_FIELD = new Set(Object.values(OWN).flatMap(Object.keys));

const BY_TYPE = new Map<unknown, Shape>(
  QUESTION_TYPES.map((type) => {
    const { options: needed, ...own } = OWN[type];
    const required = { ...REQUIRED, ...(needed && { options: needed }) };
    return [type, refined(fields(required, { ...COMMON, ...own }, EVERY_OWN_FIELD), agreementFaults)];
  }),
);

export const aQuestion: Shape = (value, path) => {
  if (!isRecord(value)) return fault(path, 'field.wrong_type');
  if (value.type === undefined) return fault(child(path, 'type'), 'field.missing');
  const shape = BY_TYPE.get(value.type);
  if (shape) return shape(value, path);
  return fault(
    child(path, 'type'),
    typeof value.type === 'string' ? 'field.bad_format' : 'field.wrong_type',
    { value: String(value.type).slice(0, 80) },
  );
};

/** What the fields of one question say against each other. */
function agreementFaults(question: Record<string, unknown>, path: string): Fault[] {
  const ordered: [string, string][] = [
    ['min', 'max'],
    ['limit_min', 'limit_max'],
    ['limit_min', 'min'],
    ['max', 'limit_max'],
    ['min_selected', 'max_selected'],
    ['min_photos', 'max_photos'],
  ];
  const faults = ordered.flatMap(([low, high]) => {
    const [least, most] = [question[low], question[high]];
    const wrong = typeof least === 'number' && typeof most === 'number' && least > most;
    return wrong ? fault(child(path, low), 'template.bad_range', { low, high }) : [];
  });
  return [...faults, ...dateOrderFaults(question, path), ...optionFaults(question, path)];
}

function dateOrderFaults({ type, not_before, not_after }: Record<string, unknown>, path: string): Fault[] {
  if (typeof not_before !== 'string' || typeof not_after !== 'string') return [];
  const wrong = type === 'datetime' ? Date.parse(not_before) > Date.parse(not_after) : not_before > not_after;
  return wrong
    ? fault(child(path, 'not_before'), 'template.bad_range', { low: 'not_before', high: 'not_after' })
    : [];
}

function optionFaults({ options, min_selected }: Record<string, unknown>, path: string): Fault[] {
  if (!Array.isArray(options)) return [];
  const values: unknown[] = options.map((option) => option.value);
  const at = child(path, 'options');
  const duplicates = values.flatMap((value, index) =>
    values.indexOf(value) < index
      ? fault(child(child(at, index), 'value'), 'template.duplicate_option', { value: String(value) })
      : [],
  );
  const tooFew = typeof min_selected === 'number' && min_selected > new Set(values).size;
  return tooFew
    ? [
        ...duplicates,
        ...fault(child(path, 'min_selected'), 'template.bad_range', { low: 'min_selected', high: 'options' }),
      ]
    : duplicates;
}
