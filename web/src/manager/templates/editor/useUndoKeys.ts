import { useEffect } from 'react';

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) over the whole draft, fields included; what has steps of its own keeps them. */
export function useUndoKeys(undo: () => void, redo: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      if (!(event.ctrlKey || event.metaKey) || event.altKey || !(target instanceof Element)) return;
      if (target.closest('.tpl-screen, [data-own-undo], [role=dialog]')) return;
      const key = event.key.toLowerCase();
      // By place as well: on a Russian layout that key says «я».
      const isZ = key === 'z' || event.code === 'KeyZ';
      const isY = key === 'y' || event.code === 'KeyY';
      if (!isZ && !isY) return;
      event.preventDefault();
      if (isY || event.shiftKey) redo();
      else undo();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [undo, redo]);
}
