import type { Priority } from './template';

export const ACTION_STATUSES = ['open', 'in_progress', 'done', 'verified', 'returned', 'cancelled'] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];

export const PRIORITIES = ['low', 'medium', 'high'] as const satisfies readonly Priority[];

export const ACTION_ACTS = ['start', 'done', 'verify', 'return', 'comment', 'update', 'sync'] as const;
export type ActionAct = (typeof ACTION_ACTS)[number];

export const ACTION_EVENT_KINDS = [
  'opened',
  'started',
  'done',
  'verified',
  'returned',
  'cancelled',
  'changed',
  'commented',
  'answer_passed',
  'reminded',
  'overdue',
  'escalated',
] as const;
export type ActionEventKind = (typeof ACTION_EVENT_KINDS)[number];

export type ExternalSystem = 'bitrix24';
export type SyncStatus = 'pending' | 'synced' | 'failed';

/** What a person may give anew to an action under way. Times are RFC 3339. */
export interface ActionChange {
  title?: string;
  description?: string | null;
  priority?: Priority;
  owner_id?: string;
  due_at?: string;
}

/** What each act of an action's life that its process decides is told. */
export interface ActionCommands {
  start: object;
  done: { comment?: string; files?: string[] };
  verify: { comment?: string };
  return: { reason: string; due_at?: string };
  change: ActionChange;
  cancel: { reason: string };
}
export type ActionCommandAct = keyof ActionCommands;

export function isActionEnded(status: ActionStatus): boolean {
  return status === 'verified' || status === 'cancelled';
}

/** Still in the owner's hands. */
export function isActionRunning(status: ActionStatus): boolean {
  return status === 'open' || status === 'in_progress' || status === 'returned';
}

/** The acts that an action's state leaves open, whoever asks. Who mends it on the spot need not say «start» first. */
export function actionActsInState(status: ActionStatus): readonly ActionAct[] {
  switch (status) {
    case 'open':
    case 'returned':
      return ['start', 'done', 'comment', 'update', 'sync'];
    case 'in_progress':
      return ['done', 'comment', 'update', 'sync'];
    case 'done':
      return ['verify', 'return', 'comment', 'update', 'sync'];
    default:
      return ['sync'];
  }
}
