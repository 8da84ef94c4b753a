import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { hasRule } from '../../../../../domain/rules';
import { useConditionText } from '../conditions/useConditionText';
import { useTemplateWords } from '../words';
import { AddQuestion } from './AddQuestion';
import type { DraftQuestion } from './draft';
import { addSection, findPlace, questionsIn } from './editDraft';
import { useDraftNow, useEditor, useFaultCounts } from './editorContext';
import { moveQuestion, moveSection, rowKeys } from './moveInDraft';
import { nameOf } from './nameOf';
import { QuestionRow } from './QuestionRow';
import { SectionRow } from './SectionRow';
import { useDragWords } from './useDragWords';

/** Sections and their questions one under the other, to be dragged by mouse, finger or keys. */
export function Rows({ selected }: { selected: string | undefined }) {
  const t = useTemplateWords();
  const draft = useDraftNow();
  const { change, select } = useEditor();
  const [dragged, setDragged] = useState<string>();
  const isSection = (key: string | undefined) => draft.sections.some((section) => section.key === key);
  const rows = useUnchanged(isSection(dragged) ? draft.sections.map(({ key }) => key) : rowKeys(draft));
  const faultCounts = useFaultCounts();
  const conditionText = useConditionText(questionsIn(draft));
  const conditionsOf = ({ id, visible_if, fails_if }: DraftQuestion): string =>
    [
      hasRule(visible_if) && t('list_of.when', { condition: conditionText(visible_if) }),
      hasRule(fails_if) && t('list_of.fails_when', { condition: conditionText(fails_if, id) }),
    ]
      .filter(Boolean)
      .join(' · ');
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const words = useDragWords(draft, rows);
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(undefined);
    if (!over) return;
    const [key, target] = [String(active.id), String(over.id)];
    change((now) => (isSection(key) ? moveSection(now, key, target) : moveQuestion(now, key, target)));
  };
  let number = 0;
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={words}
      onDragStart={({ active }) => setDragged(String(active.id))}
      onDragCancel={() => setDragged(undefined)}
      onDragEnd={drop}
    >
      <SortableContext items={rows} strategy={verticalListSortingStrategy}>
        <ul className="tpl-rows" aria-label={t('list_of.label')}>
          {draft.sections.flatMap((section, s) => [
            <SectionRow
              key={section.key}
              path={`/structure/sections/${s}`}
              section={section}
              isOpen={selected === section.key}
            />,
            ...section.questions.map((question, q) => {
              number += 1;
              return (
                <QuestionRow
                  key={question.key}
                  path={`/structure/sections/${s}/questions/${q}`}
                  question={question}
                  number={number}
                  isOpen={selected === question.key}
                  isStill={isSection(dragged)}
                  conditions={conditionsOf(question)}
                  faults={faultCounts.get(`/structure/sections/${s}/questions/${q}`) ?? 0}
                />
              );
            }),
            <li key={`${section.key} add`} className="tpl-add">
              <AddQuestion sectionKey={section.key} isEmpty={section.questions.length === 0} />
            </li>,
          ])}
        </ul>
      </SortableContext>
      <DragOverlay>
        {dragged && <div className="tpl-dragged">{nameOf(t, findPlace(draft, dragged))}</div>}
      </DragOverlay>
      <Button
        variant="default"
        mih={44}
        w="fit-content"
        onClick={() => {
          const made = addSection(draft);
          change(() => made.draft);
          select(made.key);
        }}
      >
        {t('list_of.add_section')}
      </Button>
    </DndContext>
  );
}

/** The same list as long as it says the same: all rows hang on it. */
function useUnchanged(rows: string[]): string[] {
  const text = rows.join(' ');
  return useMemo(() => text.split(' '), [text]);
}
