import { useSyncExternalStore } from 'react';
import type { Unsent } from '../api/unsent';
import { type HandedIn, handedInOf } from './handedIn';
import { memory } from './memory';
import { allRows } from './rowStore';
import { tellTabs } from './tabs';

interface State {
  unsent: readonly Unsent[];
  /** Of checks that left by themselves, until it has been seen. */
  handedIn: readonly HandedIn[];
  isOffline: boolean;
  isSending: boolean;
  /** `full`: some of it is in this page's memory alone. `shut`: the browser lends no storage at all. */
  storage: 'full' | 'shut' | undefined;
}

const NOTHING = { unsent: [], handedIn: [], storage: undefined };
const NOBODY = { user_id: '', user_name: '' };
/** In whose name this tab gives and sends. */
let owner = NOBODY;
let state: State = { ...NOTHING, isOffline: !navigator.onLine, isSending: false };
const listeners = new Set<() => void>();

export function become(next: Partial<State>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

export async function readAnew(): Promise<void> {
  const { user_id } = owner;
  const [all, handedIn] = [await allRows(), await handedInOf(user_id)];
  if (owner.user_id !== user_id) return;
  const isFull = memory.rows.length > 0 || [...memory.photos.values()].some(({ file_id }) => !file_id);
  const storage = memory.isShut ? 'shut' : isFull ? 'full' : undefined;
  become({ unsent: all.filter((row) => row.user_id === user_id), handedIn, storage });
}

export async function changed(): Promise<void> {
  await readAnew();
  tellTabs();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What waits on this device for the signed-in person, in the order of giving. */
export function useOutbox(): State {
  return useSyncExternalStore(subscribe, () => state);
}

export const ownerNow = () => owner;
export const isAtRisk = () => state.storage !== undefined && state.unsent.length > 0;

export function own(next: typeof owner): void {
  owner = next;
}

export function disown(): void {
  owner = NOBODY;
  become(NOTHING);
}
