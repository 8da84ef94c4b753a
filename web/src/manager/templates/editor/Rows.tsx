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
import { useState } from 'react';
import { useTemplateWords } from '../words';
import { AddQuestion } from './AddQuestion';
import { addSection, findPlace } from './editDraft';
import { useDraftNow, useEditor } from './editorContext';
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
  const rows = isSection(dragged) ? draft.sections.map(({ key }) => key) : rowKeys(draft);
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
