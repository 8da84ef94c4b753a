import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isSame } from '../versions/isSame';
import { contentOf, type Draft, type TemplateContent } from './draft';
import { changed, type History, redone, startHistory, undone } from './history';
import { dropDraft, keepDraft } from './keptDrafts';

const KEEP_AFTER_MS = 300;

/** What the draft is edited from. */
export interface Base {
  /** Absent for a new template. */
  version?: number;
  content: TemplateContent;
}

/** The draft with its steps back and forth; what differs from its base is kept on this device. */
export function useDraft(initial: Draft, base: Base, keptKey: string) {
  const [steps, setSteps] = useState<History<Draft>>(() => startHistory(initial));
  const draft = steps.present;
  const content = useMemo(() => contentOf(draft), [draft]);
  const isChanged = useMemo(() => !isSame(content, base.content), [content, base.content]);
  const { version } = base;

  const keep = useRef<() => void>(() => undefined);
  const isSettled = useRef(false);
  keep.current = () => {
    if (isSettled.current) return;
    void (isChanged
      ? keepDraft(keptKey, {
          draft,
          kept_at: new Date().toISOString(),
          ...(version !== undefined && { version }),
        })
      : dropDraft(keptKey));
  };
  useEffect(() => {
    const timer = setTimeout(() => keep.current(), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [draft, isChanged, version]);
  useEffect(() => {
    const now = () => keep.current();
    window.addEventListener('pagehide', now);
    return () => {
      window.removeEventListener('pagehide', now);
      now();
    };
  }, []);

  const change = useCallback((edit: (now: Draft) => Draft, tag?: string) => {
    setSteps((before) => changed(before, edit(before.present), tag, Date.now()));
  }, []);
  const undo = useCallback(() => setSteps(undone), []);
  const redo = useCallback(() => setSteps(redone), []);
  /** It is saved: nothing is kept on this device any more. */
  const settle = useCallback(() => {
    isSettled.current = true;
    return dropDraft(keptKey);
  }, [keptKey]);
  return {
    ...{ draft, content, isChanged, change, undo, redo, settle },
    canUndo: steps.past.length > 0,
    canRedo: steps.future.length > 0,
  };
}
