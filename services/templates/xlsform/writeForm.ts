import type { Question, Section, Settings, Structure } from '../../../domain/template';
import { questionsOf } from '../../../domain/template';
import { normaliseTemplate } from '../../../domain/templateValidation';
import { choiceNames, type ChoiceLists, readChoices, writeChoices } from './choices';
import { writeConstraint } from './constraint';
import { fromRule } from './fromRule';
import { assignNames, idOf } from './ids';
import { textReader } from './languages';
import { ourCells } from './ourColumns';
import { readSection } from './readForm';
import { readQuestion, type SurveyContext } from './readQuestion';
import type { ReferredQuestion } from './references';
import { OURS, type SheetRow } from './sheet';
import { readType, writeType, YES_NO_LIST } from './types';

type Cells = Record<string, string>;

export interface WrittenForm {
  survey: Cells[];
  choices: Cells[];
  settings: Cells[];
}

export interface FormTemplate {
  id: string;
  name: string;
  description: string | null;
  version: number;
  structure: Structure;
  settings: Settings;
}

/** How a form's reader is shown the answers of a yes_no. */
export interface YesNoLabels {
  yes: string;
  no: string;
}

const COLUMNS = ['label', 'hint', 'guidance_hint'];

/**
 * A template as an XLSForm: in the standard's own columns as far as they reach, and in ours exactly what reading the
 * standard ones would not give back.
 */
export function writeForm(template: FormTemplate, yesNo: YesNoLabels): WrittenForm {
  const { structure } = template;
  const ids = structure.sections.flatMap(({ id, questions }) => [
    id,
    ...questions.map((question) => question.id),
  ]);
  const names = assignNames(ids);
  const referred = new Map(
    questionsOf(structure).map((question) => [
      question.id,
      referredAs(question, names.get(question.id) ?? ''),
    ]),
  );
  const choices = choiceRows(structure, names, yesNo);
  const writing: Writing = {
    names,
    find: (id) => referred.get(id),
    context: contextOf([...referred.values()], choices),
  };
  return {
    survey: structure.sections.flatMap((section) => sectionRows(section, writing)),
    choices,
    settings: [settingsRow(template)],
  };
}

interface Writing {
  names: ReadonlyMap<string, string>;
  find: (id: string) => ReferredQuestion | undefined;
  /** As a reader of the form will have it. */
  context: SurveyContext;
}

function referredAs(question: Question, name: string): ReferredQuestion {
  const { id, type } = question;
  if (!('options' in question)) {
    const yesNo = { optionOf: (option: string) => option, nameOf: (value: string) => value };
    return { id, name, type, ...(type === 'yes_no' && yesNo) };
  }
  const choices = choiceNames(question.options);
  const values = question.options.map(({ value }) => value);
  return {
    id,
    name,
    type,
    optionOf: (option) => values[choices.indexOf(option)],
    nameOf: (value) => choices[values.indexOf(value)],
  };
}

function contextOf(referred: ReferredQuestion[], choices: Cells[]): SurveyContext {
  const byName = new Map(referred.map((question) => [question.name, question]));
  return {
    readText: textReader(COLUMNS, ''),
    lists: listsOf(choices),
    find: (name) => byName.get(name),
    faults: [],
  };
}

function listsOf(choices: Cells[]): ChoiceLists {
  const rows = choices.map((cells, index) => ({ number: index + 2, cells }));
  return readChoices({ name: 'choices', columns: ['label'], rows }, textReader(['label'], '')).lists;
}

const listOf = (name: string) => `${name}_options`;

function choiceRows(structure: Structure, names: ReadonlyMap<string, string>, labels: YesNoLabels): Cells[] {
  const questions = questionsOf(structure);
  const yesNo = [
    { value: 'yes', label: labels.yes },
    { value: 'no', label: labels.no },
  ];
  return [
    ...(questions.some(({ type }) => type === 'yes_no') ? writeChoices(YES_NO_LIST, yesNo) : []),
    ...questions.flatMap((question) =>
      'options' in question ? writeChoices(listOf(names.get(question.id) ?? ''), question.options) : [],
    ),
  ];
}

function sectionRows(section: Section, writing: Writing): Cells[] {
  const { questions, ...fields } = section;
  const name = writing.names.get(section.id) ?? '';
  const standard: Cells = {
    type: 'begin_group',
    name,
    label: section.title,
    relevant: fromRule(section.visible_if, writing.find) ?? '',
  };
  const given = readSection(asRow(standard), idOf(name), writing.context);
  return [
    { ...standard, ...ourCells(fields, given) },
    ...questions.map((question) => questionRow(question, writing)),
    { type: 'end_group', name },
  ];
}

function questionRow(question: Question, { names, find, context }: Writing): Cells {
  const name = names.get(question.id) ?? '';
  const standard: Cells = {
    ...writeType(question, listOf(name)),
    name,
    label: question.text,
    hint: question.hint ?? '',
    required: question.type === 'instruction' ? '' : question.required ? 'yes' : 'no',
    relevant: fromRule(question.visible_if, find) ?? '',
    constraint: writeConstraint(question),
    // The standard knows no yes_no: read without this, it would be a choice of two.
    ...(question.type === 'yes_no' && { [`${OURS}type`]: question.type }),
  };
  return { ...standard, ...ourCells({ ...question }, givenBy(standard, idOf(name), context)) };
}

/** What the standard cells alone give back, defaults filled in. */
function givenBy(standard: Cells, id: string, context: SurveyContext): Record<string, unknown> {
  const type = readType(standard.type ?? '', standard.appearance ?? '');
  if (!type) return {};
  const outlined = { row: asRow(standard), type, groups: [] };
  const read = readQuestion(outlined, id, { ...context, faults: [] });
  const structure = { sections: [{ id: 's', title: 's', questions: [read] }] };
  return { ...normaliseTemplate({ structure }).structure.sections[0]?.questions[0] };
}

const asRow = (cells: Cells): SheetRow => ({ number: 2, cells });

function settingsRow({ id, name, description, version, settings }: FormTemplate): Cells {
  return {
    form_title: name,
    form_id: `template_${id}`,
    version: String(version),
    ...ourCells({ ...settings, ...(description !== null && { description }) }, {}),
  };
}
