import type { Fault } from '../../../domain/errors';
import { cell, cellFault, type SheetRow } from './sheet';
import { groupEdge, isMetadata, readType, type SurveyType } from './types';

export interface OutlinedQuestion {
  row: SheetRow;
  type: SurveyType;
  /** Groups inside the section that the question stands in: their conditions are its own as well. */
  groups: SheetRow[];
}

export interface OutlinedSection {
  /** Undefined where questions stand in no group. */
  row?: SheetRow;
  questions: OutlinedQuestion[];
}

export interface Outline {
  sections: OutlinedSection[];
  faults: Fault[];
}

/**
 * Outer groups become sections, and so does each run of questions in no group. Groups within groups have no like in
 * a template: their label becomes an instruction, and their questions go into the section.
 */
export function outlineOf(rows: readonly SheetRow[]): Outline {
  const sections: OutlinedSection[] = [];
  const faults: Fault[] = [];
  const open: SheetRow[] = [];

  const add = (row: SheetRow, type: SurveyType) => {
    const last = sections.at(-1);
    const section = open.length > 0 || (last && !last.row) ? last : undefined;
    const question = { row, type, groups: open.slice(1).filter((group) => group !== row) };
    if (section) section.questions.push(question);
    else sections.push({ questions: [question] });
  };

  for (const row of rows) {
    const type = cell(row, 'type').replace(/\s+/g, ' ');
    const edge = groupEdge(type);
    if (type === '') {
      if (cell(row, 'name') !== '') faults.push(cellFault('import.cell_missing', 'survey', row, 'type'));
    } else if (edge === 'begin') {
      open.push(row);
      if (open.length === 1) sections.push({ row, questions: [] });
      else if (hasLabel(row)) add(row, { type: 'instruction', whole: false });
    } else if (edge === 'end') {
      if (!open.pop()) faults.push(cellFault('import.unbalanced_group', 'survey', row, 'type'));
    } else if (!isMetadata(type)) {
      const known = readType(type, cell(row, 'appearance'));
      if (known) add(row, known);
      else faults.push(cellFault('import.unsupported', 'survey', row, 'type', type));
    }
  }
  return {
    sections,
    faults: [...faults, ...open.map((row) => cellFault('import.unbalanced_group', 'survey', row, 'type'))],
  };
}

function hasLabel(row: SheetRow): boolean {
  return Object.entries(row.cells).some(([column, text]) => /^label(:|$)/.test(column) && text.trim() !== '');
}
