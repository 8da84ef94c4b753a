import type { Announcements, UniqueIdentifier } from '@dnd-kit/core';
import { useRef } from 'react';
import { useTemplateWords } from '../words';
import type { Draft } from './draft';
import { findPlace } from './editDraft';
import { nameOf } from './nameOf';

/** What a screen reader says while a row is carried. */
export function useDragWords(draft: Draft, rows: readonly string[]) {
  const t = useTemplateWords();
  // What is picked up is over its own place at once: that need not be said.
  const hasMoved = useRef(false);
  const say = (word: 'picked' | 'over' | 'dropped', id: UniqueIdentifier, place: UniqueIdentifier) =>
    t(`drag.${word}`, {
      name: nameOf(t, findPlace(draft, String(id))),
      place: rows.indexOf(String(place)) + 1,
      total: rows.length,
    });
  const cancelled = (id: UniqueIdentifier) =>
    t('drag.cancelled', { name: nameOf(t, findPlace(draft, String(id))) });
  const announcements: Announcements = {
    onDragStart: ({ active }) => {
      hasMoved.current = false;
      return say('picked', active.id, active.id);
    },
    onDragOver: ({ active, over }) => {
      if (!over || (!hasMoved.current && over.id === active.id)) return undefined;
      hasMoved.current = true;
      return say('over', active.id, over.id);
    },
    onDragEnd: ({ active, over }) => (over ? say('dropped', active.id, over.id) : cancelled(active.id)),
    onDragCancel: ({ active }) => cancelled(active.id),
  };
  return { announcements, screenReaderInstructions: { draggable: t('drag.instructions') } };
}
