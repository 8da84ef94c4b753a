import { useEffect, useSyncExternalStore } from 'react';
import { dropUnusedPhotos, type Unsent, store } from '../api/store';
import { add, type NewUnsent, remove, sendAgain } from './outboxRows';
import { sendInOrder, type WhenSent } from './sendInOrder';

const RETRY_MS = 10_000;

interface State {
  unsent: readonly Unsent[];
  isOffline: boolean;
  isSending: boolean;
}

let owner = { id: '', full_name: '' };
let state: State = { unsent: [], isOffline: !navigator.onLine, isSending: false };
const listeners = new Set<() => void>();
let sending: Promise<void> | undefined;
let wake: () => void = () => undefined;

function become(next: Partial<State>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

async function readAnew(): Promise<void> {
  const all = await (await store()).getAll('unsent');
  become({ unsent: all.filter(({ user_id }) => user_id === owner.id) });
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What waits on this device for the signed-in person, in the order of giving. */
export function useOutbox(): State {
  return useSyncExternalStore(subscribe, () => state);
}

/** Keeps the person's queue going while the panel is open. `whenSent` hears of each answer that has arrived. */
export function useSending(id: string, full_name: string, whenSent: WhenSent): void {
  useEffect(() => {
    owner = { id, full_name };
    const go = () => void sendAll(whenSent);
    const gone = () => become({ isOffline: true });
    wake = go;
    void dropUnusedPhotos().then(readAnew).then(go);
    const timer = setInterval(go, RETRY_MS);
    window.addEventListener('online', go);
    window.addEventListener('offline', gone);
    return () => {
      wake = () => undefined;
      owner = { id: '', full_name: '' };
      become({ unsent: [] });
      clearInterval(timer);
      window.removeEventListener('online', go);
      window.removeEventListener('offline', gone);
    };
  }, [id, full_name, whenSent]);
}

/** On disk before this returns; sent as soon as the network is there. */
export async function give(
  answer: Omit<NewUnsent, 'user_id' | 'user_name'>,
  revision: number,
): Promise<void> {
  await add({ ...answer, user_id: owner.id, user_name: owner.full_name }, revision);
  await readAnew();
  wake();
}

/** A refused answer stays until its giver lets it go. */
export async function drop(seq: number): Promise<void> {
  await remove(seq);
  await readAnew();
}

/** Sends a refused one again, in place of what stands instead. */
export async function retry(seq: number): Promise<void> {
  await sendAgain(seq);
  await readAnew();
  wake();
}

let isWantedAgain = false;

function sendAll(whenSent: WhenSent): Promise<void> {
  isWantedAgain = sending !== undefined;
  sending ??= alone(async () => {
    do {
      isWantedAgain = false;
      become({ isSending: true });
      const isOffline = !(await sendInOrder(owner.id, whenSent, readAnew));
      become({ isOffline });
    } while (isWantedAgain);
  }).finally(() => {
    sending = undefined;
    become({ isSending: false });
  });
  return sending;
}

/** Two tabs of one person share the queue: one of them sends. */
function alone(work: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request('proverka-outbox', work) : work();
}
