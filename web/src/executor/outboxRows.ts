import { newId } from '../api/newId';
import { type RecordedAnswer, type Unsent, store } from '../api/store';

export type NewUnsent = Omit<Unsent, 'seq' | 'client_id' | 'answered_at' | 'tried' | 'base_revision'>;

const isOfSameQuestion = (a: Unsent, b: Pick<Unsent, 'user_id' | 'check_id' | 'question_id'>) =>
  a.user_id === b.user_id && a.check_id === b.check_id && a.question_id === b.question_id;

/** Revisions that this device's own answers have become: the page may not have drawn them yet. */
const arrived = new Map<string, number>();
const questionKey = ({
  user_id,
  check_id,
  question_id,
}: Pick<Unsent, 'user_id' | 'check_id' | 'question_id'>) => `${user_id} ${check_id} ${question_id}`;

/**
 * Puts an answer in the queue, on disk when this returns. It takes the place of one to the same question that was
 * refused or has never left the device. `revision` is that of the recorded answer in sight.
 */
export async function add(answer: NewUnsent, revision: number): Promise<void> {
  const turn = (await store()).transaction('unsent', 'readwrite');
  const former = (await turn.store.getAll()).filter((one) => isOfSameQuestion(one, answer));
  for (const { seq, refused, tried } of former)
    if (seq !== undefined && (refused !== undefined || !tried)) await turn.store.delete(seq);
  const waiting = former.find(({ refused }) => refused === undefined);
  // Whoever answers anew in sight of another's answer has chosen.
  const overtaken = former.find(({ theirs }) => theirs !== undefined);
  const inSight = Math.max(revision, arrived.get(questionKey(answer)) ?? 0);
  const base_revision = overtaken?.theirs?.revision ?? waiting?.base_revision ?? inSight;
  await turn.store.add({
    ...{ ...answer, base_revision },
    ...{ client_id: newId(), answered_at: new Date().toISOString() },
  });
  await turn.done;
}

/** The server has it as this revision, and a later answer to the same question follows that one. */
export async function arrive(entry: Unsent, revision: number): Promise<void> {
  const turn = (await store()).transaction('unsent', 'readwrite');
  arrived.set(questionKey(entry), revision);
  if (entry.seq !== undefined) await turn.store.delete(entry.seq);
  for (const later of await turn.store.getAll())
    if (isOfSameQuestion(later, entry)) await turn.store.put({ ...later, base_revision: revision });
  await turn.done;
}

/** Put aside until its giver decides; a later answer to the same question is that decision. */
export async function refuse(
  entry: Unsent,
  { reason, code, theirs }: { reason: string; code?: string; theirs?: RecordedAnswer },
): Promise<void> {
  const turn = (await store()).transaction('unsent', 'readwrite');
  const known = entry.seq === undefined ? undefined : await turn.store.get(entry.seq);
  const later = (await turn.store.getAll()).some(
    (one) => isOfSameQuestion(one, entry) && (one.seq ?? 0) > (entry.seq ?? 0),
  );
  if (known?.seq !== undefined && later) await turn.store.delete(known.seq);
  else if (known)
    await turn.store.put({
      ...{ ...known, refused: reason },
      ...(code && { refused_code: code }),
      ...(theirs && { theirs }),
    });
  await turn.done;
}

/** In the queue again; where another answer stands, as the one that counts from now on. */
export async function sendAgain(seq: number): Promise<void> {
  const turn = (await store()).transaction('unsent', 'readwrite');
  const known = await turn.store.get(seq);
  if (known) {
    const { refused: _, refused_code: __, theirs, ...again } = known;
    await turn.store.put({ ...again, ...(theirs && { base_revision: theirs.revision }) });
  }
  await turn.done;
}

export async function remove(seq: number): Promise<void> {
  await (await store()).delete('unsent', seq);
}
