import { createHash, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../../domain/errors';
import type { Services } from '../../context';

const EVENTS = new Set([
  'ONTASKADD',
  'ONTASKUPDATE',
  'ONTASKDELETE',
  'ONTASKCOMMENTADD',
  'ONTASKCOMMENTUPDATE',
  'ONTASKCOMMENTDELETE',
]);
const NUMBER = /^[1-9]\d{0,17}$/;

/**
 * Keeps what the portal tells, and has the action's process read the task: of the event only its name and numbers are
 * believed. One told twice is read twice, which changes nothing. @throws DomainError `auth.token_invalid`, `bitrix.bad_event`
 */
export async function takeBitrixEvent(
  { db, now }: Pick<Services, 'db' | 'now'>,
  token: string,
  form: URLSearchParams,
): Promise<void> {
  const began = performance.now();
  if (!isSame(form.get('auth[application_token]') ?? '', token)) throw new DomainError('auth.token_invalid');
  const event = (form.get('event') ?? '').toUpperCase();
  const task_id = numberIn(form, ['TASK_ID', 'ID']);
  if (!/^[A-Z]{1,60}$/.test(event) || task_id === undefined) throw new DomainError('bitrix.bad_event');
  if (!EVENTS.has(event)) return;
  const message_id = numberIn(form, ['MESSAGE_ID']) ?? null;
  const ts = Number(form.get('ts'));
  await db.transaction(async (tx) => {
    const action_id = (await tx.bitrixTasks.actionOf(task_id)) ?? null;
    await tx.bitrixEvents.insert({
      ...{ event, task_id, message_id, action_id },
      ts: Number.isSafeInteger(ts) && ts > 0 ? ts : 0,
    });
    if (action_id === null) return;
    tx.outbox.tell({ subject: `action:${action_id}`, kind: 'external' });
    await tx.bitrixCalls.append({
      ...{ at: now(), direction: 'in', method: event, action_id, status: 'ok', http_status: 200 },
      ...{ duration_ms: Math.round(performance.now() - began), request: { task_id, message_id, ts } },
      ...{ response: null, error: null },
    });
  });
}

/** Of what was before or after, whichever is told. */
function numberIn(form: URLSearchParams, names: readonly string[]): string | undefined {
  return names
    .flatMap((name) => ['FIELDS_AFTER', 'FIELDS_BEFORE'].map((side) => form.get(`data[${side}][${name}]`)))
    .find((value): value is string => value !== null && NUMBER.test(value));
}

/** Hashed first, so that neither content nor length shows in the time it takes. */
function isSame(given: string, secret: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(secret));
}
