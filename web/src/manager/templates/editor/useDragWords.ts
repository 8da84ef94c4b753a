import type { Announcements, UniqueIdentifier } from '@dnd-kit/core';
import { useTemplateWords } from '../words';
import type { Draft } from './draft';
import { findPlace } from './editDraft';
import { nameOf } from './nameOf';

/** What a screen reader says while a row is carried. */
export function useDragWords(draft: Draft, rows: readonly string[]) {
  const t = useTemplateWords();
  const say = (word: 'picked' | 'over' | 'dropped', id: UniqueIdentifier, place: UniqueIdentifier) =>
    t(`drag.${word}`, {
      name: nameOf(t, findPlace(draft, String(id))),
      place: rows.indexOf(String(place)) + 1,
      total: rows.length,
    });
  const cancelled = (id: UniqueIdentifier) =>
    t('drag.cancelled', { name: nameOf(t, findPlace(draft, String(id))) });
  const announcements: Announcements = {
    onDragStart: ({ active }) => say('picked', active.id, active.id),
    onDragOver: ({ active, over }) => (over ? say('over', active.id, over.id) : undefined),
    onDragEnd: ({ active, over }) => (over ? say('dropped', active.id, over.id) : cancelled(active.id)),
    onDragCancel: ({ active }) => cancelled(active.id),
  };
  return { announcements, screenReaderInstructions: { draggable: t('drag.instructions') } };
}
