/** What each act of a check's life that its process decides is told. Times are RFC 3339. */
export interface CheckCommands {
  submit: object;
  review: { decision: 'accept' | 'return'; reason?: string; due_at?: string };
  reassign: { executor_id: string; reason?: string };
  due: { due_at: string; reason?: string };
  decline: { reason: string };
  cancel: { reason: string };
}

export type CommandAct = keyof CheckCommands;
