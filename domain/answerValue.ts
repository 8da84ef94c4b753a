import { isBefore, isDateText } from './dateText';
import { decimalsOf } from './decimals';
import type { Fault } from './errors';
import { isStorable, isUuid } from './plainText';
import { child, fault } from './shape';
import type {
  DateQuestion,
  MultiChoiceQuestion,
  NumberQuestion,
  Option,
  PhotoQuestion,
  Question,
  TextQuestion,
} from './template';

/** Why a value that is not null is refused by its question. */
export function valueFaults(question: Question, value: unknown, path: string): Fault[] {
  switch (question.type) {
    case 'yes_no':
      return typeof value === 'boolean' ? [] : fault(path, 'answer.wrong_type');
    case 'single_choice':
      return optionFaults(question.options, value, path);
    case 'multi_choice':
      return choicesFaults(question, value, path);
    case 'number':
      return numberFaults(question, value, path);
    case 'text':
      return textFaults(question, value, path);
    case 'date':
    case 'time':
    case 'datetime':
      return dateFaults(question, value, path);
    case 'photo':
      return photoFaults(question, value, path);
    case 'signature':
      return fileFaults(value, path);
    case 'instruction':
      return fault(path, 'answer.not_answerable');
  }
}

function optionFaults(options: readonly Option[], value: unknown, path: string): Fault[] {
  if (typeof value !== 'string') return fault(path, 'answer.wrong_type');
  if (options.some((option) => option.value === value)) return [];
  return fault(path, 'answer.unknown_option', { value: value.slice(0, 80) });
}

function choicesFaults(question: MultiChoiceQuestion, value: unknown, path: string): Fault[] {
  if (!Array.isArray(value)) return fault(path, 'answer.wrong_type');
  if (value.length > question.options.length) {
    return fault(path, 'answer.too_many', { max: question.max_selected ?? question.options.length });
  }
  const faults = value.flatMap((item, index) =>
    value.indexOf(item) < index
      ? fault(child(path, index), 'answer.duplicate_option', { value: String(item).slice(0, 80) })
      : optionFaults(question.options, item, child(path, index)),
  );
  const { min_selected: min = 0, max_selected: max = question.options.length } = question;
  return [...faults, ...countFaults(new Set(value).size, min, max, path)];
}

function numberFaults(question: NumberQuestion, value: unknown, path: string): Fault[] {
  if (typeof value !== 'number' || !Number.isFinite(value)) return fault(path, 'answer.wrong_type');
  const { decimals, limit_min, limit_max } = question;
  const outside = value < (limit_min ?? value) || value > (limit_max ?? value);
  return [
    ...(decimals !== undefined && decimalsOf(value) > decimals
      ? fault(path, 'answer.too_many_decimals', { max: decimals })
      : []),
    ...(outside
      ? fault(path, 'answer.impossible', {
          ...(limit_min !== undefined && { min: limit_min }),
          ...(limit_max !== undefined && { max: limit_max }),
        })
      : []),
  ];
}

function textFaults({ max_length }: TextQuestion, value: unknown, path: string): Fault[] {
  if (typeof value !== 'string') return fault(path, 'answer.wrong_type');
  if (!isStorable(value)) return fault(path, 'field.bad_text');
  return value.length > max_length ? fault(path, 'answer.too_long', { max: max_length }) : [];
}

function dateFaults({ type, not_before, not_after }: DateQuestion, value: unknown, path: string): Fault[] {
  if (typeof value !== 'string') return fault(path, 'answer.wrong_type');
  if (!isDateText(type, value)) return fault(path, 'answer.bad_format', { type });
  if (not_before !== undefined && isBefore(type, value, not_before)) {
    return fault(path, 'answer.too_early', { min: not_before });
  }
  if (not_after !== undefined && isBefore(type, not_after, value)) {
    return fault(path, 'answer.too_late', { max: not_after });
  }
  return [];
}

function photoFaults({ min_photos, max_photos }: PhotoQuestion, value: unknown, path: string): Fault[] {
  if (!Array.isArray(value)) return fault(path, 'answer.wrong_type');
  if (value.length > max_photos) return fault(path, 'answer.too_many', { max: max_photos });
  const faults = value.flatMap((file, index) => fileFaults(file, child(path, index)));
  // The same picture twice shows no more than once.
  return [...faults, ...countFaults(new Set(value).size, min_photos, max_photos, path)];
}

function fileFaults(value: unknown, path: string): Fault[] {
  if (typeof value !== 'string') return fault(path, 'answer.wrong_type');
  return isUuid(value) ? [] : fault(path, 'answer.unknown_file');
}

function countFaults(count: number, min: number, max: number, path: string): Fault[] {
  if (count < min) return fault(path, 'answer.too_few', { min });
  return count > max ? fault(path, 'answer.too_many', { max }) : [];
}
