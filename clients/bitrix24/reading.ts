import { BitrixFault } from './fault';
import type { BitrixStatus, BitrixTask } from './portal';

export function taskOf(task: Record<string, unknown>): BitrixTask {
  const deadline = task.deadline ? new Date(String(task.deadline)) : null;
  const status = Number(task.status);
  return {
    id: idIn(task.id),
    title: String(task.title ?? ''),
    description: String(task.description ?? ''),
    // 1, new, is of old portals.
    status: (status >= 3 && status <= 6 ? status : 2) as BitrixStatus,
    deadline: deadline && Number.isNaN(deadline.getTime()) ? null : deadline,
    responsibleId: idIn(task.responsibleId),
    marker: typeof task.xmlId === 'string' ? task.xmlId : null,
    chatId: task.chatId && /^[1-9]\d*$/.test(String(task.chatId)) ? String(task.chatId) : null,
    changedAt: String(task.changedDate ?? ''),
  };
}

export const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Lists come bare, or under the name of what they list. */
export function listIn(result: unknown): unknown[] {
  if (Array.isArray(result)) return result;
  const inner = Object.values(objectOf(result)).find(Array.isArray);
  return (inner as unknown[] | undefined) ?? [];
}

export function idIn(value: unknown): string {
  const id = String(value);
  if (!/^\d{1,18}$/.test(id)) throw new BitrixFault('transient', 'unreadable', 'The answer names no number');
  return id;
}
