import { UnstyledButton } from '@mantine/core';
import { hasRule } from '../../../../../domain/rules';
import { useLanguage } from '../../../words/words';
import { useManagerWords } from '../../words';
import { useConditionText } from '../conditions/useConditionText';
import { traits } from '../traits';
import { useTemplateWords } from '../words';
import { DragHandle } from './DragHandle';
import type { DraftQuestion } from './draft';
import { questionsIn } from './editDraft';
import { useDraftNow, useEditor, useFaultsUnder } from './editorContext';
import { QuestionForm } from './QuestionForm';
import { RowMenu } from './RowMenu';
import { useRow } from './useRow';

interface QuestionRowProps {
  path: string;
  question: DraftQuestion;
  number: number;
  isOpen: boolean;
  /** While sections are carried. */
  isStill: boolean;
}

export function QuestionRow({ path, question, number, isOpen, isStill }: QuestionRowProps) {
  const t = useTemplateWords();
  const m = useManagerWords();
  const language = useLanguage();
  const { select } = useEditor();
  const draft = useDraftNow();
  const faults = useFaultsUnder(path);
  const { setNodeRef, style, isDragging, handle } = useRow(question.key, isStill);
  const conditionText = useConditionText(questionsIn(draft));
  const { key, id, visible_if, fails_if } = question;
  const name = question.text.trim() || t('list_of.question_untitled');
  return (
    <li
      ref={setNodeRef}
      style={style}
      className="tpl-row"
      data-open={isOpen}
      data-dragging={isDragging}
      data-faulty={faults.length > 0}
      data-path={path}
    >
      <div className="tpl-row-head">
        <DragHandle name={name} {...handle} />
        <UnstyledButton
          className="tpl-row-name"
          aria-expanded={isOpen}
          onClick={() => select(isOpen ? undefined : key)}
        >
          <span className="tpl-row-text">
            {number}. {name}
          </span>
          <span className="tpl-row-traits">
            {[
              ...traits(m, question, language),
              hasRule(visible_if) && t('list_of.when', { condition: conditionText(visible_if) }),
              hasRule(fails_if) && t('list_of.fails_when', { condition: conditionText(fails_if, id) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {faults.length > 0 && (
            <span className="tpl-row-faults">{t('faults.count', { count: faults.length })}</span>
          )}
        </UnstyledButton>
        <RowMenu rowKey={key} name={name} />
      </div>
      {isOpen && <QuestionForm path={path} question={question} />}
    </li>
  );
}
