import type { OnFail, Option } from '../../../../../domain/template';
import type { PlainQuestion } from '../editor/draft';
import { isSame } from './isSame';

/** One field from its former value to the next; undefined where there was, or is, none. */
export interface FieldChange {
  /** `max`, `on_fail.notify`, `option.score`, `option.added`. */
  field: string;
  /** The label of the option concerned. */
  option?: string;
  from?: unknown;
  to?: unknown;
}

export function fieldChanges(before: object, after: object): FieldChange[] {
  const [was, is] = [before, after] as Record<string, unknown>[];
  return Object.keys({ ...was, ...is })
    .filter((field) => !isSame(was?.[field] ?? undefined, is?.[field] ?? undefined))
    .map((field) => ({ field, from: was?.[field], to: is?.[field] }));
}

const DEFAULTS = { required: true, allow_na: false, weight: 1, critical: false };

export function questionFieldChanges(before: PlainQuestion, after: PlainQuestion): FieldChange[] {
  const { options: formerOptions = [], on_fail: formerDemands, ...was } = { ...DEFAULTS, ...before };
  const { options = [], on_fail: demands, ...is } = { ...DEFAULTS, ...after };
  return [
    ...fieldChanges(was, is),
    ...optionChanges(formerOptions, options),
    ...fieldChanges(demandsOf(formerDemands), demandsOf(demands)),
  ];
}

/** What nobody demands is as if it were not written. */
function demandsOf({ require_comment, require_photo, notify = [], action }: OnFail = {}): object {
  return {
    ...(require_comment && { 'on_fail.require_comment': true }),
    ...(require_photo && { 'on_fail.require_photo': true }),
    ...(notify.length > 0 && { 'on_fail.notify': notify }),
    ...(action && {
      'on_fail.action.title': action.title,
      'on_fail.action.priority': action.priority,
      'on_fail.action.due_in': action.due_in,
      'on_fail.action.owner': action.owner,
    }),
  };
}

function optionChanges(before: readonly Option[], after: readonly Option[]): FieldChange[] {
  const was = new Map(before.map((option) => [option.value, option]));
  const is = new Map(after.map((option) => [option.value, option]));
  const common = after.filter(({ value }) => was.has(value)).map(({ value }) => value);
  const formerOrder = before.filter(({ value }) => is.has(value)).map(({ value }) => value);
  return [
    ...before
      .filter(({ value }) => !is.has(value))
      .map(({ label }) => ({ field: 'option.removed', option: label, from: label })),
    ...after.flatMap((option): FieldChange[] => {
      const former = was.get(option.value);
      if (!former) return [{ field: 'option.added', option: option.label, to: option.label }];
      return fieldChanges(former, option).map((change) => ({
        ...change,
        field: `option.${change.field}`,
        option: former.label,
      }));
    }),
    ...(isSame(common, formerOrder)
      ? []
      : [
          {
            field: 'option.order',
            from: before.map(({ label }) => label),
            to: after.map(({ label }) => label),
          },
        ]),
  ];
}
