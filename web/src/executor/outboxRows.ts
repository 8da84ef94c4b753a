import { newId } from '../api/newId';
import {
  type RecordedAnswer,
  type Unsent,
  type UnsentAnswer,
  type UnsentComment,
  type UnsentSubmit,
  isAnswer,
  isSubmit,
} from '../api/unsent';
import { forgetRow, inMemory, memory, putRow } from './memory';
import { add, change } from './rowStore';

type Given = 'seq' | 'client_id' | 'answered_at' | 'tried';
export type NewAnswer = Omit<UnsentAnswer, Given | 'base_revision'>;
export type NewComment = Omit<UnsentComment, Given>;
export type NewSubmit = Omit<UnsentSubmit, Given>;

const isOfSameCheck = (a: Unsent, b: Pick<Unsent, 'user_id' | 'check_id'>) =>
  a.user_id === b.user_id && a.check_id === b.check_id;
const isOfSameQuestion = (a: Unsent, b: NewAnswer): a is UnsentAnswer =>
  isAnswer(a) && isOfSameCheck(a, b) && a.question_id === b.question_id;

/** Revisions that this device's own answers have become: the page may not have drawn them yet. */
const arrived = new Map<string, number>();
const questionKey = ({ user_id, check_id }: Pick<Unsent, 'user_id' | 'check_id'>, questionId: string) =>
  `${user_id} ${check_id} ${questionId}`;

const fresh = () => ({ client_id: newId(), answered_at: new Date().toISOString() });

/**
 * Queues an answer. It takes the place of one to the same question that was refused or has never left the device, and
 * takes back a submit of its check. `revision` is that of the recorded answer in sight.
 */
export async function addAnswer(answer: NewAnswer, revision: number): Promise<void> {
  const inSight = Math.max(revision, arrived.get(questionKey(answer, answer.question_id)) ?? 0);
  const row: UnsentAnswer = { ...answer, ...fresh(), base_revision: inSight };
  await add(row, async (rows, { remove }) => {
    const former = rows.filter((one) => isOfSameQuestion(one, answer)) as UnsentAnswer[];
    for (const one of former) if (one.refused !== undefined || !one.tried) await remove(one);
    for (const one of rows) if (isSubmit(one) && isOfSameCheck(one, answer)) await remove(one);
    const waiting = former.find(({ refused }) => refused === undefined);
    // Whoever answers anew in sight of another's answer has chosen.
    const overtaken = former.find(({ theirs }) => theirs !== undefined);
    return { ...row, base_revision: overtaken?.theirs?.revision ?? waiting?.base_revision ?? inSight };
  });
}

export async function addComment(comment: NewComment): Promise<void> {
  const row: UnsentComment = { ...comment, ...fresh() };
  await add(row, async () => row);
}

/** Queues the check's submit, in place of one that waits or was refused. */
export async function addSubmit(submit: NewSubmit): Promise<void> {
  const seen = { ...submit.seen };
  for (const id of Object.keys(seen))
    seen[id] = Math.max(seen[id] ?? 0, arrived.get(questionKey(submit, id)) ?? 0);
  const row: UnsentSubmit = { ...submit, ...fresh(), seen };
  await add(row, async (rows, { remove }) => {
    for (const one of rows) if (isSubmit(one) && isOfSameCheck(one, submit)) await remove(one);
    return row;
  });
}

/** The server has it as this revision: a later answer follows that one, and the submit has it in sight. */
export async function arrive(entry: UnsentAnswer, revision: number): Promise<void> {
  const { question_id } = entry;
  arrived.set(questionKey(entry, question_id), revision);
  await change(async (rows, { put, remove }) => {
    await remove(entry);
    for (const one of rows) {
      if (one.client_id === entry.client_id) continue;
      if (isOfSameQuestion(one, entry)) await put({ ...one, base_revision: revision });
      if (isSubmit(one) && isOfSameCheck(one, entry))
        await put({ ...one, seen: { ...one.seen, [question_id]: revision } });
    }
  });
}

interface Refusal {
  reason: string;
  code?: string;
  theirs?: RecordedAnswer;
  questions?: string[];
}

/** Put aside until its giver decides; a later answer to the same question is that decision. */
export async function refuse(entry: Unsent, { reason, code, theirs, questions }: Refusal): Promise<void> {
  await change(async (rows, { put, remove }) => {
    const known = rows.find(({ client_id }) => client_id === entry.client_id);
    if (!known) return;
    const isOvertaken =
      isAnswer(entry) && rows.slice(rows.indexOf(known) + 1).some((one) => isOfSameQuestion(one, entry));
    if (isOvertaken) return remove(known);
    await put({
      ...{ ...known, refused: reason },
      ...(code && { refused_code: code }),
      ...(theirs && { theirs }),
      ...(questions && { questions }),
    } as Unsent);
  });
}

/** In the queue again; an answer as the one that counts from now on, all else as a new try. */
export async function sendAgain({ client_id }: Unsent): Promise<void> {
  await change(async (rows, { put }) => {
    const known = rows.find((row) => row.client_id === client_id);
    if (!known) return;
    const { refused: _, refused_code: __, ...again } = known;
    if (isAnswer(again)) {
      const { theirs, ...answer } = again;
      return put({ ...answer, ...(theirs && { base_revision: theirs.revision }) });
    }
    // The server would repeat its refusal to the same key.
    const anew = { ...again, client_id: newId() };
    if (!inMemory(known)) return put(anew);
    forgetRow(known);
    putRow(anew);
  });
}

/** It has arrived, or its giver lets it go; who takes another's answer has it in sight. */
export async function remove(entry: Unsent): Promise<void> {
  await change(async (rows, ways) => {
    await ways.remove(entry);
    if (!isAnswer(entry) || !entry.theirs) return;
    const { question_id, theirs } = entry;
    for (const one of rows)
      if (isSubmit(one) && isOfSameCheck(one, entry))
        await ways.put({ ...one, seen: { ...one.seen, [question_id]: theirs.revision } });
  });
}

/** False where one of them was taken back meanwhile. A device without room does not keep them from leaving. */
export async function markTried(entries: readonly Unsent[]): Promise<boolean> {
  const ids = new Set(entries.map(({ client_id }) => client_id));
  let there = 0;
  await change(async (rows, { put }) => {
    const leaving = rows.filter(({ client_id }) => ids.has(client_id));
    there = leaving.length;
    for (const row of leaving) if (!row.tried) await put({ ...row, tried: true });
  }).catch(() => undefined);
  return there === ids.size;
}

/** What the device had no room for, now perhaps. */
export async function bringToDevice(): Promise<void> {
  for (const row of [...memory.rows]) {
    forgetRow(row);
    await change(async (_, { put }) => put(row)).catch(() => putRow(row));
  }
}
