import { UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import { useLanguage } from '../../../words/words';
import { useManagerWords } from '../../words';
import { traits } from '../traits';
import { useTemplateWords } from '../words';
import { DragHandle } from './DragHandle';
import type { DraftQuestion } from './draft';
import { useEditor } from './editorContext';
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
  /** When it is shown, and when it fails, in words; blank where nothing is said. */
  conditions: string;
  faults: number;
}

/** Knows nothing of the other rows: typing in one of hundreds draws only that one anew. */
export const QuestionRow = memo(function QuestionRow(props: QuestionRowProps) {
  const { path, question, number, isOpen, isStill, conditions, faults } = props;
  const t = useTemplateWords();
  const m = useManagerWords();
  const language = useLanguage();
  const { select } = useEditor();
  const { setNodeRef, style, isDragging, handle } = useRow(question.key, isStill);
  const { key } = question;
  const name = question.text.trim() || t('list_of.question_untitled');
  return (
    <li
      ref={setNodeRef}
      style={style}
      className="tpl-row"
      data-open={isOpen}
      data-dragging={isDragging}
      data-faulty={faults > 0}
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
            {[...traits(m, question, language), conditions].filter(Boolean).join(' · ')}
          </span>
          {faults > 0 && <span className="tpl-row-faults">{t('faults.count', { count: faults })}</span>}
        </UnstyledButton>
        <RowMenu rowKey={key} name={name} />
      </div>
      {isOpen && <QuestionForm path={path} question={question} />}
    </li>
  );
});
