import { valueFaults } from './answerValue';
import type { Fault } from './errors';
import { isBlank, isStorable, isUuid } from './plainText';
import { fault } from './shape';
import type { Question } from './template';

export interface AnswerInput {
  value?: unknown;
  na?: boolean;
  comment?: string;
  files?: string[];
}

/** The latest revision of an answer. `value` null with `na` false: cleared. */
export interface CurrentAnswer {
  value: unknown | null;
  na: boolean;
  comment: string | null;
  files: string[];
}

const LONGEST_COMMENT = 4000;
const MOST_FILES = 20;

/**
 * Why an answer is refused: nothing where it is taken. Whether its files exist and are the answerer's own is not known here.
 * @param path JSON Pointer of the answer in the body: '' or `/answers/3`.
 */
export function answerFaults(question: Question, input: AnswerInput, path = ''): Fault[] {
  return [
    ...givenFaults(question, input, path),
    ...commentFaults(input.comment, `${path}/comment`),
    ...fileListFaults(input.files, `${path}/files`),
  ];
}

function givenFaults(question: Question, { value, na }: AnswerInput, path: string): Fault[] {
  if (na !== undefined && typeof na !== 'boolean') return fault(`${path}/na`, 'answer.wrong_type');
  if (na) {
    if (question.type === 'instruction') return fault(`${path}/na`, 'answer.not_answerable');
    if (!question.allow_na) return fault(`${path}/na`, 'answer.na_not_allowed');
    return value === undefined || value === null ? [] : fault(`${path}/value`, 'field.not_allowed');
  }
  if (value === undefined) return fault(`${path}/value`, 'field.missing');
  return value === null ? [] : valueFaults(question, value, `${path}/value`);
}

function commentFaults(comment: unknown, path: string): Fault[] {
  if (comment === undefined || comment === null) return [];
  if (typeof comment !== 'string') return fault(path, 'answer.wrong_type');
  if (!isStorable(comment)) return fault(path, 'field.bad_text');
  return comment.length > LONGEST_COMMENT ? fault(path, 'answer.too_long', { max: LONGEST_COMMENT }) : [];
}

function fileListFaults(files: unknown, path: string): Fault[] {
  if (files === undefined || files === null) return [];
  if (!Array.isArray(files)) return fault(path, 'answer.wrong_type');
  if (files.length > MOST_FILES) return fault(path, 'answer.too_many', { max: MOST_FILES });
  return files.flatMap((file, index) =>
    isUuid(file) ? [] : fault(`${path}/${index}`, 'answer.unknown_file'),
  );
}

/** Whether a question has been dealt with: a blank text is no answer, "not applicable" is one. */
export function isAnswered(answer: CurrentAnswer | undefined): boolean {
  if (!answer) return false;
  return answer.na || (typeof answer.value === 'string' ? !isBlank(answer.value) : answer.value !== null);
}
