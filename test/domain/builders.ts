import type { CurrentAnswer } from '../../domain/answer';
import { compileTemplate, type Evaluation, evaluateCheck } from '../../domain/evaluation';
import type { Question, QuestionType, Settings, Structure } from '../../domain/template';
import { normaliseTemplate } from '../../domain/templateDefaults';

type Loose = Record<string, unknown>;

export const CHECK = { area_id: 'area-1', executor_id: 'user-1' };
export const UUID = '0190a000-0000-7000-8000-000000000001';
export const OTHER_UUID = '0190a000-0000-7000-8000-000000000002';

const OWN: Partial<Record<QuestionType, Loose>> = {
  single_choice: { options: [{ value: 'a', label: 'A' }] },
  multi_choice: { options: [{ value: 'a', label: 'A' }] },
};

export function aQuestionInput(overrides: Loose = {}): Loose {
  const type = (overrides.type ?? 'yes_no') as QuestionType;
  return { id: 'q', type, text: 'Is it sound?', ...OWN[type], ...overrides };
}

export function aQuestion(overrides: Loose = {}): Question {
  return aStructure(aQuestionInput(overrides)).sections[0]?.questions[0] as Question;
}

export function aStructureInput(...questions: Loose[]): Loose {
  return { sections: [{ id: 'section', title: 'Section', questions: questions.map(aQuestionInput) }] };
}

export function aStructure(...questions: Loose[]): Structure {
  return normaliseTemplate({ structure: aStructureInput(...questions) }).structure;
}

export function theSettings(overrides: Loose = {}): Settings {
  return normaliseTemplate({ structure: aStructureInput({}), settings: overrides }).settings;
}

export function anAnswer(value: unknown, overrides: Partial<CurrentAnswer> = {}): CurrentAnswer {
  return { value, na: false, comment: null, files: [], ...overrides };
}

/** Evaluates a one-section template; plain values stand for answers. */
export function evaluate(
  questions: Loose[],
  values: Record<string, unknown>,
  settings: Loose = {},
): Evaluation {
  return evaluateStructure(aStructure(...questions), values, settings);
}

export function evaluateStructure(
  structure: Structure,
  values: Record<string, unknown>,
  settings: Loose = {},
): Evaluation {
  const answers = Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, isAnswer(value) ? value : anAnswer(value)]),
  );
  return evaluateCheck(compileTemplate(structure, theSettings(settings)), answers, CHECK);
}

function isAnswer(value: unknown): value is CurrentAnswer {
  return typeof value === 'object' && value !== null && 'na' in value;
}
