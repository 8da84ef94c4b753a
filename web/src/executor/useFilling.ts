import { useMemo } from 'react';
import type { CurrentAnswer } from '../../../domain/answer';
import { compileTemplate, evaluateCheck } from '../../../domain/evaluation';
import type { Question, Settings, Structure } from '../../../domain/template';
import { type Check, type UnsentAnswer, isAnswer } from '../api/unsent';
import { giveAnswer } from './outbox';
import { useOutbox } from './outboxState';

export interface ShownQuestion {
  question: Question;
  section: string;
  answer: CurrentAnswer | undefined;
  failed: boolean;
  /** Codes of what a submit still waits for. */
  missing: string[];
  /** Its latest answer, where that has not left the device. */
  unsent: UnsentAnswer | undefined;
}

/** The check as the person sees it: what the server knows with what waits on this device laid over it. */
export function useFilling(check: Check) {
  const { unsent } = useOutbox();
  const own = useMemo(
    () => unsent.filter(isAnswer).filter(({ check_id }) => check_id === check.id),
    [unsent, check.id],
  );
  const structure = check.structure as unknown as Structure;
  // Score and verdict are the server's: only they depend on the template's settings.
  const compiled = useMemo(() => compileTemplate(structure, {} as Settings), [structure]);

  const answers: Record<string, CurrentAnswer> = {};
  for (const [id, { value, na, comment, files }] of Object.entries(check.answers))
    answers[id] = { value: value ?? null, na, comment, files };
  // A refused one is shown as well: what was typed stays in sight until it is mended or let go.
  for (const { question_id, value, na, comment, files } of own)
    answers[question_id] = {
      ...{ value: value ?? null, na: na === true },
      ...{ comment: comment ?? null, files: files ?? [] },
    };
  const { visible, failed, missing, progress } = evaluateCheck(compiled, answers, {
    area_id: check.area?.id ?? null,
    executor_id: check.executor.id,
  });
  const questions = structure.sections.flatMap(({ title, questions: some }) =>
    some
      .filter(({ id }) => visible.has(id))
      .map(
        (question): ShownQuestion => ({
          question,
          section: title,
          answer: answers[question.id],
          failed: failed[question.id] ?? false,
          missing: missing.filter(({ path }) => path === `/answers/${question.id}`).map(({ code }) => code),
          unsent: own.findLast(({ question_id }) => question_id === question.id),
        }),
      ),
  );
  const answer = (question_id: string, given: Partial<CurrentAnswer>) => {
    const { value, na, comment, files } = { ...EMPTY, ...answers[question_id], ...given };
    const question = compiled.questions.get(question_id);
    return giveAnswer(
      {
        ...{ check_id: check.id, check_title: check.title, question_id, value },
        question_text: question?.text ?? question_id,
        ...(question && { question }),
        ...(na && { na }),
        ...(comment && { comment }),
        ...(files.length > 0 && { files }),
      },
      check.answers[question_id]?.revision ?? 0,
    );
  };
  return { questions, progress, answer };
}

const EMPTY: CurrentAnswer = { value: null, na: false, comment: null, files: [] };
export type Filling = ReturnType<typeof useFilling>;
