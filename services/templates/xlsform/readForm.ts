import type { Fault } from '../../../domain/errors';
import type { QuestionType } from '../../../domain/template';
import { type ChoiceLists, readChoices } from './choices';
import { assignIds } from './ids';
import { textReader } from './languages';
import { overlaid, readOurs, unusableColumns } from './ourColumns';
import { type OutlinedSection, outlineOf } from './outline';
import { conditionOf, readQuestion, type SurveyContext } from './readQuestion';
import type { ReferredQuestion } from './references';
import { cell, cellFault, type Sheet, type SheetRow } from './sheet';

export type Workbook = ReadonlyMap<string, Sheet>;

export interface ReadForm {
  name?: string;
  description?: string;
  structure: { sections: Record<string, unknown>[] };
  settings: Record<string, unknown>;
  /** What cannot be carried over; with any of it the form is to be refused. */
  faults: Fault[];
  /** `/structure/sections/0/questions/1` → `/survey/5`, so that later faults can name the row. */
  places: Map<string, string>;
}

const SECTION_FIELDS = ['id', 'title', 'visible_if'];
const SETTINGS = [
  'due_in',
  'miss_after',
  'working_time',
  'reminders',
  'escalation',
  'review',
  'review_due_in',
  'report_formats',
  'allow_decline',
  'pass_score',
];

/** An XLSForm as a template. */
export function readForm(workbook: Workbook): ReadForm {
  const survey = workbook.get('survey');
  if (!survey)
    return unreadable({ path: '/survey', code: 'import.sheet_missing', params: { sheet: 'survey' } });
  const missing = ['type', 'name'].filter((column) => !survey.columns.includes(column));
  if (missing.length > 0) return unreadable(...missing.map(columnFault));

  const settingsRow = workbook.get('settings')?.rows[0] ?? { number: 2, cells: {} };
  const language = cell(settingsRow, 'default_language');
  const choicesSheet = workbook.get('choices');
  const { lists, faults } = readChoices(choicesSheet, textReader(choicesSheet?.columns ?? [], language));
  const rows = survey.rows.filter((row) => !/^(yes|true)$/i.test(cell(row, 'disabled')));
  const outline = outlineOf(rows);
  faults.push(...outline.faults);
  const ids = assignIds(outline.sections.flatMap(rowsOf));
  const context: SurveyContext = {
    readText: textReader(survey.columns, language),
    lists,
    faults,
    find: finder(outline.sections, ids, lists),
  };
  const title = cell(settingsRow, 'form_title');
  const { structure, places } = readSections(outline.sections, ids, context, title);
  const { description, ...settings } = readSettings(settingsRow, faults);
  return {
    ...(title !== '' && { name: title }),
    ...(typeof description === 'string' && { description }),
    structure,
    settings,
    faults,
    places,
  };
}

function unreadable(...faults: Fault[]): ReadForm {
  return { structure: { sections: [] }, settings: {}, faults, places: new Map() };
}

function columnFault(column: string): Fault {
  return { path: `/survey/1/${column}`, code: 'import.column_missing', params: { sheet: 'survey', column } };
}

function rowsOf({ row, questions }: OutlinedSection): SheetRow[] {
  return [...(row ? [row] : []), ...questions.map((question) => question.row)];
}

function finder(sections: OutlinedSection[], ids: ReadonlyMap<SheetRow, string>, lists: ChoiceLists) {
  const byName = new Map<string, ReferredQuestion>();
  for (const { row, type } of sections.flatMap(({ questions }) => questions)) {
    const name = cell(row, 'name');
    const choices = lists.get(type.list ?? '');
    const ours = readOurs(row).fields.type as QuestionType | undefined;
    const optionOf = (option: string) => choices?.find((choice) => choice.name === option)?.option.value;
    byName.set(name, {
      id: ids.get(row) ?? name,
      name,
      type: ours ?? type.type,
      ...(choices && { optionOf: optionOf as (option: string) => string | undefined }),
    });
  }
  return (name: string) => byName.get(name);
}

function readSections(
  outlined: OutlinedSection[],
  ids: ReadonlyMap<SheetRow, string>,
  context: SurveyContext,
  formTitle: string,
): Pick<ReadForm, 'structure' | 'places'> {
  const places = new Map<string, string>();
  const taken = new Set(ids.values());
  const sections = outlined.map(({ row, questions }, s) => {
    const path = `/structure/sections/${s}`;
    if (row) places.set(path, `/survey/${row.number}`);
    return {
      ...(row
        ? readSection(row, ids.get(row) ?? '', context)
        : { id: freeId(taken), title: formTitle || '—' }),
      questions: questions.map((question, q) => {
        places.set(`${path}/questions/${q}`, `/survey/${question.row.number}`);
        if (cell(question.row, 'name') === '') {
          context.faults.push(cellFault('import.cell_missing', 'survey', question.row, 'name'));
        }
        return readQuestion(question, ids.get(question.row) ?? '', context);
      }),
    };
  });
  return { structure: { sections }, places };
}

export function readSection(row: SheetRow, id: string, context: SurveyContext): Record<string, unknown> {
  const ours = readOurs(row);
  for (const column of unusableColumns(row, ours, SECTION_FIELDS)) {
    context.faults.push(cellFault('import.unsupported', 'survey', row, column, row.cells[column]));
  }
  const given = {
    id,
    title: context.readText(row, 'label') || cell(row, 'name'),
    ...(!Object.hasOwn(ours.fields, 'visible_if') && { visible_if: conditionOf([row], context) }),
  };
  return overlaid(given, ours);
}

function freeId(taken: Set<string>): string {
  let id = 'main';
  for (let n = 2; taken.has(id); n += 1) id = `main_${n}`;
  taken.add(id);
  return id;
}

function readSettings(row: SheetRow, faults: Fault[]): Record<string, unknown> {
  const ours = readOurs(row);
  for (const column of unusableColumns(row, ours, [...SETTINGS, 'description'])) {
    faults.push(cellFault('import.unsupported', 'settings', row, column, row.cells[column]));
  }
  return overlaid({}, ours);
}
