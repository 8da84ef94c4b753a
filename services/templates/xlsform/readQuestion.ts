import type { Fault } from '../../../domain/errors';
import type { QuestionType, Rule } from '../../../domain/template';
import type { ChoiceLists } from './choices';
import { readConstraint } from './constraint';
import { parseExpression, UnreadableExpression } from './expression';
import type { ReadText } from './languages';
import { overlaid, readOurs, unusableColumns } from './ourColumns';
import type { OutlinedQuestion } from './outline';
import { cell, cellFault, type SheetRow } from './sheet';
import { type FindQuestion, toRule } from './toRule';

export interface SurveyContext {
  readText: ReadText;
  lists: ChoiceLists;
  find: FindQuestion;
  faults: Fault[];
}

type Fields = Record<string, unknown>;

const QUESTION_FIELDS = (
  'id type text hint guidance_file_id required allow_na weight critical visible_if fails_if on_fail options ' +
  'min_selected max_selected unit decimals min max limit_min limit_max max_length multiline not_before not_after ' +
  'min_photos max_photos'
).split(' ');

/** Columns that change what an answer means, and that templates have no like for. */
const BEYOND_US =
  /^(default|calculation|choice_filter|repeat_count|trigger|image|audio|video|big-image|(media|bind|instance)::.*)$/;

/** A question of a template, as far as it can be carried over; the rest goes to `context.faults`. */
export function readQuestion(question: OutlinedQuestion, id: string, context: SurveyContext): Fields {
  const { row } = question;
  const { faults } = context;
  const ours = readOurs(row);
  for (const column of unusableColumns(row, ours, QUESTION_FIELDS)) {
    faults.push(cellFault('import.unsupported', 'survey', row, column, row.cells[column]));
  }
  for (const column of Object.keys(row.cells)) {
    const isReadOnly = /^read_?only$/.test(column) && /^(yes|true)/i.test(cell(row, column));
    if ((BEYOND_US.test(column) || isReadOnly) && cell(row, column) !== '') {
      faults.push(cellFault('import.unsupported', 'survey', row, column, cell(row, column)));
    }
  }
  const type = (ours.fields.type as QuestionType | undefined) ?? question.type.type;
  const isGiven = (field: string) => Object.hasOwn(ours.fields, field);
  const given: Fields = {
    id,
    type,
    ...(!isGiven('text') && { text: textOf(row, context) }),
    hint: hintOf(row, context),
    ...(!isGiven('required') && type !== 'instruction' && { required: requiredOf(row, faults) }),
    ...(!isGiven('visible_if') && { visible_if: conditionOf([...question.groups, row], context) }),
    ...(type === 'single_choice' || type === 'multi_choice' ? { options: optionsOf(question, context) } : {}),
    ...(question.type.whole && { decimals: 0 }),
    ...(type === 'text' && /\bmultiline\b/.test(cell(row, 'appearance')) && { multiline: true }),
    ...constraintOf(question, type, faults),
  };
  return overlaid(given, ours);
}

function textOf(row: SheetRow, { readText, faults }: SurveyContext): string | undefined {
  const label = readText(row, 'label') || readText(row, 'hint');
  const reference = /\$\{[^}]*\}/.exec(label)?.[0];
  if (label === '') faults.push(cellFault('import.cell_missing', 'survey', row, 'label'));
  if (!reference) return label;
  faults.push(cellFault('import.unsupported', 'survey', row, 'label', reference));
  return undefined;
}

function hintOf(row: SheetRow, { readText }: SurveyContext): string | undefined {
  const parts = readText(row, 'label') === '' ? [] : [readText(row, 'hint')];
  return [...parts, readText(row, 'guidance_hint')].filter((part) => part !== '').join('\n') || undefined;
}

function requiredOf(row: SheetRow, faults: Fault[]): boolean {
  const word = cell(row, 'required').toLowerCase();
  if (/^(yes|true|true\(\)|1)$/.test(word)) return true;
  if (!/^(|no|false|false\(\)|0)$/.test(word)) {
    faults.push(cellFault('import.unsupported', 'survey', row, 'required', word));
  }
  return false;
}

function optionsOf({ row, type }: OutlinedQuestion, { lists, faults }: SurveyContext): Fields[] | undefined {
  const choices = lists.get(type.list ?? '');
  if (!choices) faults.push(cellFault('import.unknown_list', 'survey', row, 'type', type.list ?? ''));
  return choices?.map(({ option }) => option);
}

function constraintOf({ row, type }: OutlinedQuestion, actual: QuestionType, faults: Fault[]): Fields {
  const source = cell(row, 'constraint');
  if (source === '') return {};
  try {
    return readConstraint(source, { type: actual, whole: type.whole });
  } catch (error) {
    return named(error, row, 'constraint', faults) ?? {};
  }
}

/** All of the rows' `relevant` together; undefined where there is none. */
export function conditionOf(rows: readonly SheetRow[], { find, faults }: SurveyContext): Rule | undefined {
  const rules = rows.flatMap((row) => {
    const source = cell(row, 'relevant');
    if (source === '') return [];
    try {
      return [toRule(parseExpression(source), find)];
    } catch (error) {
      return named(error, row, 'relevant', faults) ?? [];
    }
  });
  return rules.length > 1 ? { and: rules } : rules[0];
}

function named(error: unknown, row: SheetRow, column: string, faults: Fault[]): undefined {
  if (!(error instanceof UnreadableExpression)) throw error;
  faults.push(cellFault('import.unsupported', 'survey', row, column, error.what));
}
