import { createContext, useContext, useState } from 'react';
import type { Draft } from './draft';

export interface EditorActions {
  /** `tag` names what is changed: a run of changes of one thing is one step of undo. */
  change(edit: (draft: Draft) => Draft, tag?: string): void;
  select(key: string | undefined): void;
  remove(key: string, name: string): void;
}

/** By JSON Pointer: the first words said of each place. */
export interface Faults {
  at: ReadonlyMap<string, { message: string; isBlank: boolean }>;
  /** A blank field is reproached only when it was left, or when saving was tried. */
  isTried: boolean;
}

export const ActionsContext = createContext<EditorActions | undefined>(undefined);
export const DraftContext = createContext<Draft | undefined>(undefined);
export const FaultsContext = createContext<Faults>({ at: new Map(), isTried: false });

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A part of the editor stands outside of it');
  return value;
}

export const useEditor = (): EditorActions => given(useContext(ActionsContext));
export const useDraftNow = (): Draft => given(useContext(DraftContext));

/** What is wrong at a field, and what tells that the field was left. */
export function useFault(path: string): { error: string | undefined; onBlur: () => void } {
  const { at, isTried } = useContext(FaultsContext);
  const [wasLeft, setLeft] = useState(false);
  const found = at.get(path);
  const isQuiet = found?.isBlank && !wasLeft && !isTried;
  return { error: isQuiet ? undefined : found?.message, onBlur: () => setLeft(true) };
}

/** What is wrong at a place or anywhere inside it, blank fields only once saving was tried. */
export function useFaultsUnder(path: string): string[] {
  const { at, isTried } = useContext(FaultsContext);
  return [...at].flatMap(([place, { message, isBlank }]) =>
    (place === path || place.startsWith(`${path}/`)) && (isTried || !isBlank) ? [message] : [],
  );
}

/** How much is wrong with each question, by its pointer; blank fields only once saving was tried. */
export function useFaultCounts(): ReadonlyMap<string, number> {
  const { at, isTried } = useContext(FaultsContext);
  const counts = new Map<string, number>();
  for (const [path, { isBlank }] of at) {
    const question = /^\/structure\/sections\/\d+\/questions\/\d+/.exec(path)?.[0];
    if (question && (isTried || !isBlank)) counts.set(question, (counts.get(question) ?? 0) + 1);
  }
  return counts;
}
