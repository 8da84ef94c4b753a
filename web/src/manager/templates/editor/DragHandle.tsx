import type { DraggableAttributes, DraggableSyntheticListeners } from '@dnd-kit/core';
import { useTemplateWords } from '../words';

interface DragHandleProps {
  name: string;
  attributes: DraggableAttributes;
  listeners: DraggableSyntheticListeners;
  setRef: (element: HTMLElement | null) => void;
}

export function DragHandle({ name, attributes, listeners, setRef }: DragHandleProps) {
  const t = useTemplateWords();
  return (
    <button
      type="button"
      ref={setRef}
      className="tpl-handle"
      {...attributes}
      {...listeners}
      aria-label={t('list_of.move', { name })}
    >
      <span aria-hidden="true">⠿</span>
    </button>
  );
}
