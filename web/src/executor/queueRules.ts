import {
  type Check,
  type RecordedAnswer,
  type Unsent,
  type UnsentAnswer,
  type UnsentComment,
  type UnsentSubmit,
  isAnswer,
  isSubmit,
} from '../api/unsent';
import { refusalKind } from './refusal';

/** Of one request: the server's most. */
const MOST_ANSWERS = 200;
const MOST_CHARACTERS = 1_000_000;
/** The server knows a repeat by its Idempotency-Key for a day. */
const KEY_LASTS_MS = 23 * 60 * 60_000;

export type Turn =
  | { kind: 'answers'; check_id: string; batch: UnsentAnswer[] }
  | { kind: 'comment'; check_id: string; comment: UnsentComment }
  | { kind: 'submit'; check_id: string; submit: UnsentSubmit; because?: Unsent };

/** What leaves next; a check's submit is the last of it, and stays while something of the check is refused. */
export function nextTurn(
  rows: readonly Unsent[],
  userId: string,
  postponed: ReadonlySet<string>,
): Turn | undefined {
  const own = rows.filter(({ user_id, check_id }) => user_id === userId && !postponed.has(check_id));
  for (const check_id of new Set(own.map((row) => row.check_id))) {
    const ofCheck = own.filter((row) => row.check_id === check_id);
    const waiting = ofCheck.filter(({ refused }) => refused === undefined);
    const first = waiting.find((row) => !isSubmit(row));
    if (first && isAnswer(first)) return { kind: 'answers', check_id, batch: batchOf(waiting) };
    if (first?.kind === 'comment') return { kind: 'comment', check_id, comment: first };
    const submit = waiting.find(isSubmit);
    if (!submit) continue;
    const held = holdUps(ofCheck, submit);
    const over = held.find((row) => refusalKind(row) === 'over');
    if (over) return { kind: 'submit', check_id, submit, because: over };
    if (held.length === 0) return { kind: 'submit', check_id, submit };
  }
  return undefined;
}

/** What has to be decided before the check can be handed in. */
export function holdUps(rows: readonly Unsent[], { check_id, user_id }: UnsentSubmit): Unsent[] {
  return rows.filter(
    (row) =>
      row.check_id === check_id && row.user_id === user_id && row.refused !== undefined && !isSubmit(row),
  );
}

/** It waits for the network alone, and for no decision. */
export function isLeaving(rows: readonly Unsent[], submit: UnsentSubmit): boolean {
  return submit.refused === undefined && holdUps(rows, submit).length === 0;
}

/** The oldest of one check, each question once: which revision a second answer follows is known only afterwards. */
function batchOf(waiting: readonly Unsent[]): UnsentAnswer[] {
  const batch = new Map<string, UnsentAnswer>();
  let characters = 0;
  for (const entry of waiting.filter(isAnswer)) {
    if (batch.has(entry.question_id)) continue;
    characters += JSON.stringify(entry).length;
    if (batch.size > 0 && (batch.size === MOST_ANSWERS || characters > MOST_CHARACTERS)) break;
    batch.set(entry.question_id, entry);
  }
  return [...batch.values()];
}

/** What the check as it stands now says of a submit that waits. */
export function submitStands(
  submit: UnsentSubmit,
  { executor, status, answers }: Pick<Check, 'executor' | 'status' | 'answers'>,
  now: number,
): { is: 'arrived' | 'ready' | 'stale' } | { is: 'changed'; questions: string[] } {
  const { user_id, seen } = submit;
  const isOpen = status === 'open' || status === 'in_progress';
  if (!isOpen) return { is: executor.id === user_id && isHandedIn(status) ? 'arrived' : 'ready' };
  const questions = Object.entries(answers)
    .filter(([id, { revision }]) => revision !== (seen[id] ?? 0))
    .map(([id]) => id);
  if (questions.length > 0) return { is: 'changed', questions };
  return { is: isKeyForgotten(submit, now) ? 'stale' : 'ready' };
}

/** Whether a try of it may have arrived so long ago that the server would not know the repeat. */
export function isKeyForgotten({ tried, answered_at }: Unsent, now: number): boolean {
  return tried === true && now - Date.parse(answered_at) > KEY_LASTS_MS;
}

const isHandedIn = (status: Check['status']) => status === 'submitted' || status === 'completed';

export function revisionsOf(answers: Check['answers']): Record<string, number> {
  return Object.fromEntries(Object.entries(answers).map(([id, { revision }]) => [id, revision]));
}

/** Whether the two say the same; photos of the device are told by the server's ids. */
export function isSameAnswer({ value, na, comment, files }: UnsentAnswer, theirs: RecordedAnswer): boolean {
  const content = (one: { value?: unknown; na: boolean; comment: string | null; files: string[] }) =>
    JSON.stringify([one.na ? null : (one.value ?? null), one.na, one.comment ?? '', one.files]);
  return (
    content({ value, na: na === true, comment: comment ?? null, files: files ?? [] }) === content(theirs)
  );
}
