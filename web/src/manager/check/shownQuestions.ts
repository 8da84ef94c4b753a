import { compileTemplate, evaluateCheck } from '../../../../domain/evaluation';
import type { Settings, Structure } from '../../../../domain/template';
import type { AnyQuestion, Check } from '../data/types';
import type { ShownPicture } from '../parts/PictureViewer';

export interface ShownSection {
  id: string;
  title: string;
  questions: AnyQuestion[];
}
type Answer = Check['answers'][string];

/** The questions that were put, section by section, and how many conditions kept away. */
export function shownQuestions({ structure, answers, area, executor }: Check): {
  sections: ShownSection[];
  hidden: number;
} {
  // What is shown depends on the rules alone: no setting is read for it.
  const compiled = compileTemplate(structure as unknown as Structure, {} as Settings);
  const place = { area_id: area?.id ?? null, executor_id: executor.id };
  const { visible } = evaluateCheck(compiled, answers, place);
  const sections = structure.sections.map(({ id, title, questions }) => ({
    ...{ id, title },
    questions: questionsOf(questions).filter(
      (question) => visible.has(question.id) && question.type !== 'instruction',
    ),
  }));
  const total = structure.sections.flatMap(({ questions }) => questions).length;
  return { sections, hidden: total - visible.size };
}

export const questionsOf = (questions: readonly unknown[]): AnyQuestion[] => questions as AnyQuestion[];

export const everyQuestion = ({ structure }: Check): AnyQuestion[] =>
  structure.sections.flatMap(({ questions }) => questionsOf(questions));

/** A photo and a signature are values, other pictures are beside them. */
export function picturesOf({ type }: AnyQuestion, answer: Answer | undefined): string[] {
  if (!answer) return [];
  const { value, files } = answer;
  const own = type === 'photo' && Array.isArray(value) ? value.map(String) : [];
  const signed = type === 'signature' && typeof value === 'string' ? [value] : [];
  return [...new Set([...own, ...signed, ...files])];
}

/** All pictures of the answers in the order of the questions, to be leafed through. */
export function galleryOf(
  sections: readonly ShownSection[],
  answers: Check['answers'],
  namesOf: (ids: readonly string[], subject: string) => ShownPicture[],
): ShownPicture[] {
  return sections
    .flatMap(({ questions }) => questions)
    .flatMap((question) => namesOf(picturesOf(question, answers[question.id]), question.text));
}
