import { createContext, useContext, useEffect, useRef, useState } from 'react';
import { DRAFTS } from '../api/draftStore';

function keepOnDevice(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // Without room the field alone has it; what is given in the end is told of by the queue.
  }
}

/** Whose text it is, and in which check. */
export const DraftScope = createContext('');

/**
 * A field's text while it is typed: kept on the device with each stroke, so that a reload or a dead battery loses
 * nothing. Until something is typed it shows what is saved, also when that changes elsewhere.
 */
export function useDraft(name: string, saved: string) {
  const key = `${DRAFTS}${useContext(DraftScope)}.${name}`;
  const [typed, setTyped] = useState(() => localStorage.getItem(key) ?? undefined);
  const isFocused = useRef(false);
  const before = useRef(saved);
  useEffect(() => {
    if (before.current !== saved && !isFocused.current) setTyped(undefined);
    before.current = saved;
  }, [saved]);

  return {
    text: typed ?? saved,
    isTyped: typed !== undefined && typed !== saved,
    type(text: string) {
      setTyped(text);
      keepOnDevice(key, text);
    },
    /** It is taken, or given up. */
    done(isGivenUp = false) {
      localStorage.removeItem(key);
      if (isGivenUp) setTyped(undefined);
    },
    onFocus() {
      isFocused.current = true;
    },
    onLeave() {
      isFocused.current = false;
    },
  };
}
