import { useCallback, useMemo, useRef, useState } from 'react';
import type { CurrentAnswer } from '../../../../../domain/answer';
import type { Fault } from '../../../../../domain/errors';
import { compileTemplate, evaluateCheck } from '../../../../../domain/evaluation';
import { useSession } from '../../../api/session';
import type { ShownQuestion } from '../../../executor/useFilling';
import { AREA, EXECUTOR } from '../conditions/condition';
import type { TemplateContent } from '../editor/draft';
import { useTemplateWords } from '../words';
import { soundStructure } from './soundStructure';

const EMPTY: CurrentAnswer = { value: null, na: false, comment: null, files: [] };

/** A check that is nowhere: the draft answered here and judged by the domain's own rules. */
export function useTrying(content: TemplateContent, faults: readonly Fault[]) {
  const { user } = useSession();
  const t = useTemplateWords();
  // By id and type: an answer of another type says nothing.
  const [given, setGiven] = useState<Record<string, CurrentAnswer>>({});
  const [place, setPlace] = useState<{ area_id?: string | null; executor_id?: string }>({});
  const { area_id: area = content.area_id, executor_id: executor = user?.id ?? '' } = place;
  const [round, setRound] = useState(0);
  const { structure, isWhole } = useMemo(() => soundStructure(content, faults), [content, faults]);
  const compiled = useMemo(() => compileTemplate(structure, content.settings), [structure, content.settings]);
  const answers: Record<string, CurrentAnswer> = {};
  for (const { id, type } of compiled.listed) {
    const answer = given[`${id} ${type}`];
    if (answer) answers[id] = answer;
  }
  const { visible, failed, missing, progress, score, verdict } = evaluateCheck(compiled, answers, {
    area_id: area,
    executor_id: executor,
  });
  const questions = structure.sections.flatMap(({ title, questions: some }) =>
    some
      .filter(({ id }) => visible.has(id))
      .map(
        (question): ShownQuestion => ({
          // A field without a name cannot be found by ear.
          question: question.text.trim() ? question : { ...question, text: t('list_of.question_untitled') },
          section: title,
          answer: answers[question.id],
          failed: failed[question.id] ?? false,
          missing: missing.filter(({ path }) => path === `/answers/${question.id}`).map(({ code }) => code),
          unsent: undefined,
        }),
      ),
  );
  const types = useRef(compiled.questions);
  types.current = compiled.questions;
  const answer = useCallback((id: string, some: Partial<CurrentAnswer>): Promise<void> => {
    const key = `${id} ${types.current.get(id)?.type}`;
    setGiven((before) => ({ ...before, [key]: { ...EMPTY, ...before[key], ...some } }));
    return Promise.resolve();
  }, []);
  const clear = () => {
    setGiven({});
    setRound((before) => before + 1);
  };
  const written = JSON.stringify(structure);
  const tried = {
    area_id: area,
    executor_id: executor,
    asksArea: written.includes(`"${AREA}"`),
    asksExecutor: written.includes(`"${EXECUTOR}"`),
    set: setPlace,
  };
  return { questions, missing, progress, score, verdict, isWhole, answer, clear, round, tried };
}
