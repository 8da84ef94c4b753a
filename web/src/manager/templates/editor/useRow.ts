import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';

/** A row that can be dragged by its handle. */
export function useRow(key: string, isStill = false) {
  const sortable = useSortable({ id: key, disabled: isStill });
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    sortable;
  return {
    setNodeRef,
    isDragging,
    style: { transform: CSS.Translate.toString(transform), transition },
    handle: { attributes, listeners, setRef: setActivatorNodeRef },
  };
}
