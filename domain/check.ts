export const CHECK_STATUSES = [
  'open',
  'in_progress',
  'submitted',
  'completed',
  'missed',
  'declined',
  'cancelled',
] as const;
export type CheckStatus = (typeof CHECK_STATUSES)[number];

export const CHECK_ACTS = [
  'answer',
  'comment',
  'submit',
  'review',
  'reassign',
  'due',
  'decline',
  'cancel',
  'report',
] as const;
export type CheckAct = (typeof CHECK_ACTS)[number];

export const TIMELINE_KINDS = [
  'opened',
  'started',
  'answered',
  'commented',
  'submitted',
  'accepted',
  'returned',
  'completed',
  'missed',
  'declined',
  'cancelled',
  'reassigned',
  'due_moved',
  'reminded',
  'overdue',
  'escalated',
  'report_ready',
  'action_opened',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export function isEnded(status: CheckStatus): boolean {
  return status === 'completed' || status === 'missed' || status === 'declined' || status === 'cancelled';
}

/** Still in the executor's hands. */
export function isRunning(status: CheckStatus): boolean {
  return status === 'open' || status === 'in_progress';
}

/** The acts that a check's state leaves open, whoever asks. */
export function actsInState(status: CheckStatus): readonly CheckAct[] {
  if (isRunning(status)) return ['answer', 'comment', 'submit', 'reassign', 'due', 'decline', 'cancel'];
  if (status === 'submitted') return ['comment', 'review', 'cancel'];
  return ['report'];
}

/** The key of a command's timeline entry: a repeat finds it and changes nothing. */
export const commandKey = ({ command_id }: { command_id: string }): string => `command:${command_id}`;
