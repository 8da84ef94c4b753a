import { useEffect } from 'react';
import { dropUnusedPhotos } from '../api/store';
import type { Unsent } from '../api/unsent';
import { type HandedIn, forgetHandedIn, keepHandedIn } from './handedIn';
import { askToLast } from './storageLasts';
import { bringPhotosToDevice } from './localFiles';
import {
  type NewAnswer,
  type NewComment,
  type NewSubmit,
  addAnswer,
  addComment,
  addSubmit,
  bringToDevice,
  remove,
  sendAgain,
} from './outboxRows';
import { become, changed, disown, isAtRisk, own, ownerNow, readAnew } from './outboxState';
import { type Hearers, sendInOrder } from './sendInOrder';
import { onTabs } from './tabs';

const RETRY_MS = 10_000;

let sending: Promise<void> | undefined;
let isWantedAgain = false;
let wake: () => void = () => undefined;

/** Keeps the person's queue going while the panel is open. `hearers` are told of each that has arrived. */
export function useSending(user_id: string, user_name: string, hearers: Hearers): void {
  useEffect(() => {
    own({ user_id, user_name });
    const go = () => void sendAll(hearers);
    const gone = () => become({ isOffline: true });
    wake = go;
    void dropUnusedPhotos().then(readAnew).then(go);
    const timer = setInterval(go, RETRY_MS);
    const stopListening = onTabs(() => void readAnew());
    window.addEventListener('online', go);
    window.addEventListener('offline', gone);
    window.addEventListener('beforeunload', holdBack);
    return () => {
      wake = () => undefined;
      disown();
      clearInterval(timer);
      stopListening();
      window.removeEventListener('online', go);
      window.removeEventListener('offline', gone);
      window.removeEventListener('beforeunload', holdBack);
    };
  }, [user_id, user_name, hearers]);
}

/** What is in this page's memory alone would be lost with it. */
function holdBack(event: BeforeUnloadEvent): void {
  if (isAtRisk()) event.preventDefault();
}

type Unowned<Row> = Omit<Row, 'user_id' | 'user_name'>;

async function give(adding: Promise<void>): Promise<void> {
  await adding;
  await changed();
  askToLast();
  wake();
}

/** On the device before this returns; sent as soon as the network is there. */
export const giveAnswer = (answer: Unowned<NewAnswer>, revision: number) =>
  give(addAnswer({ ...answer, ...ownerNow() }, revision));
export const giveComment = (comment: Unowned<NewComment>) => give(addComment({ ...comment, ...ownerNow() }));
/** The check is handed in when all else of it has arrived. */
export const giveSubmit = (submit: Unowned<NewSubmit>) => give(addSubmit({ ...submit, ...ownerNow() }));

/** Let go by its giver: refused, or taken back before it was sent. What it held up goes on. */
export async function drop(entry: Unsent): Promise<void> {
  await remove(entry);
  await changed();
  wake();
}

/** Sends a refused one again, in place of what stands instead. */
export async function retry(entry: Unsent): Promise<void> {
  await sendAgain(entry);
  await changed();
  wake();
}

export async function seen({ check_id }: HandedIn): Promise<void> {
  await forgetHandedIn(check_id);
  await changed();
}

export function sendNow(): void {
  wake();
}

function sendAll(hearers: Hearers): Promise<void> {
  isWantedAgain = sending !== undefined;
  sending ??= alone(async () => {
    do {
      isWantedAgain = false;
      become({ isSending: true });
      await bringPhotosToDevice();
      await bringToDevice();
      const isOffline = !(await sendInOrder(ownerNow().user_id, told(hearers), changed));
      become({ isOffline });
    } while (isWantedAgain);
    await readAnew();
  }).finally(() => {
    sending = undefined;
    become({ isSending: false });
  });
  return sending;
}

const told = (hearers: Hearers): Hearers => ({
  ...hearers,
  async handedIn(submit, check) {
    await hearers.handedIn(submit, check);
    await keepHandedIn(submit, check);
  },
});

/** Two tabs of one person share the queue: one of them sends. */
function alone(work: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request('proverka-outbox', work) : work();
}
