import { isAnswered } from '../../domain/answer';
import { questionsOf, type Question, type Section } from '../../domain/template';
import type { CheckStanding } from '../../services/checks/standingOf';

/** A question by its place among all of the template, hidden ones included: it never moves, so buttons go by it. */
export interface Stop {
  index: number;
  question: Question;
  section: Section;
}

type Standing = Pick<CheckStanding, 'structure' | 'evaluation' | 'answers'>;

/** What there is to see, in order. */
export function stopsOf({ structure, evaluation }: Standing): Stop[] {
  const sectionOf = new Map(
    structure.sections.flatMap((section) => section.questions.map((question) => [question, section])),
  );
  return questionsOf(structure).flatMap((question, index) => {
    const section = sectionOf.get(question);
    return section && evaluation.visible.has(question.id) ? [{ index, question, section }] : [];
  });
}

export const isOpen = ({ answers }: Standing, { question }: Stop): boolean =>
  question.type !== 'instruction' && !isAnswered(answers.find((one) => one.question_id === question.id));

/** Where filling in begins, or goes on; nowhere when only the submit is left. */
export function firstStop(standing: Standing): Stop | undefined {
  const stops = stopsOf(standing);
  if (standing.answers.length === 0) return stops[0];
  const missing = new Set(standing.evaluation.missing.map(({ path }) => path));
  return stops.find(({ question }) => missing.has(`/answers/${question.id}`));
}

/** The next that wants something after a place: an open question, or an instruction to be read on the way. */
export function nextStop(standing: Standing, index: number): Stop | undefined {
  return stopsOf(standing).find(
    (stop) => stop.index > index && (stop.question.type === 'instruction' || isOpen(standing, stop)),
  );
}

/** The next of all, answered or not, as a person leafs through. */
export function followingStop(standing: Standing, index: number): Stop | undefined {
  return stopsOf(standing).find((stop) => stop.index > index);
}

export function formerStop(standing: Standing, index: number): Stop | undefined {
  return stopsOf(standing).findLast((stop) => stop.index < index);
}

/** The question that the talk is at; where it has vanished, what comes after it. */
export function stopAt(standing: Standing, questionId: string | undefined): Stop | undefined {
  const index = questionsOf(standing.structure).findIndex(({ id }) => id === questionId);
  if (index < 0) return firstStop(standing);
  return stopsOf(standing).find((stop) => stop.index === index) ?? nextStop(standing, index);
}

/** What a failed answer still wants beside itself. */
export function demandsOf({ evaluation }: Pick<Standing, 'evaluation'>, questionId: string) {
  const codes = evaluation.missing
    .filter(({ path }) => path === `/answers/${questionId}`)
    .map(({ code }) => code);
  return {
    comment: codes.includes('answer.comment_required'),
    photo: codes.includes('answer.photo_required'),
  };
}
