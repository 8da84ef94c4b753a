import { useEffect, useSyncExternalStore } from 'react';
import { newId } from '../api/newId';
import { dropUnusedPhotos, type Unsent, store } from '../api/store';
import { sendInOrder, type WhenSent } from './sendInOrder';

const RETRY_MS = 10_000;

interface State {
  unsent: readonly Unsent[];
  isOffline: boolean;
}

let owner = '';
let state: State = { unsent: [], isOffline: !navigator.onLine };
const listeners = new Set<() => void>();
let sending: Promise<void> | undefined;
let wake: () => void = () => undefined;

function become(next: Partial<State>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

async function readAnew(): Promise<void> {
  const all = await (await store()).getAll('unsent');
  become({ unsent: all.filter(({ user_id }) => user_id === owner) });
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What waits on this device for the signed-in person, in the order of giving. */
export function useOutbox(): State {
  return useSyncExternalStore(subscribe, () => state);
}

/** Keeps the queue going while the panel is open. `whenSent` hears of each answer that has arrived. */
export function useSending(userId: string, whenSent: WhenSent): void {
  useEffect(() => {
    owner = userId;
    const go = () => void sendAll(whenSent);
    const gone = () => become({ isOffline: true });
    wake = go;
    void dropUnusedPhotos().then(readAnew).then(go);
    const timer = setInterval(go, RETRY_MS);
    window.addEventListener('online', go);
    window.addEventListener('offline', gone);
    return () => {
      wake = () => undefined;
      clearInterval(timer);
      window.removeEventListener('online', go);
      window.removeEventListener('offline', gone);
    };
  }, [userId, whenSent]);
}

/** On disk before this returns; sent as soon as the network is there. */
export async function give(
  answer: Omit<Unsent, 'seq' | 'user_id' | 'client_id' | 'answered_at'>,
): Promise<void> {
  const database = await store();
  const turn = database.transaction('unsent', 'readwrite');
  for (const { seq, check_id, question_id, refused } of await turn.store.getAll()) {
    const isSame = check_id === answer.check_id && question_id === answer.question_id;
    // A new answer takes the place of one that was refused.
    if (isSame && refused !== undefined && seq !== undefined) await turn.store.delete(seq);
  }
  await turn.store.add({
    ...answer,
    user_id: owner,
    client_id: newId(),
    answered_at: new Date().toISOString(),
  });
  await turn.done;
  await readAnew();
  wake();
}

/** A refused answer stays until its giver has read why. */
export async function drop(seq: number): Promise<void> {
  await (await store()).delete('unsent', seq);
  await readAnew();
}

/** Refused ones are tried again as well. */
export async function retry(seq: number): Promise<void> {
  const database = await store();
  const entry = await database.get('unsent', seq);
  if (!entry) return;
  const { refused: _, ...again } = entry;
  await database.put('unsent', again);
  await readAnew();
  wake();
}

let isWantedAgain = false;

function sendAll(whenSent: WhenSent): Promise<void> {
  isWantedAgain = sending !== undefined;
  sending ??= alone(async () => {
    do {
      isWantedAgain = false;
      const isOffline = !(await sendInOrder(owner, whenSent, readAnew));
      become({ isOffline });
    } while (isWantedAgain);
  }).finally(() => {
    sending = undefined;
  });
  return sending;
}

/** Two tabs of one person share the queue: one of them sends. */
function alone(work: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request('proverka-outbox', work) : work();
}
