export interface SentAnswer {
  check_id: string;
  client_id: string;
  question_id: string;
  value: unknown;
  /** `unknown`: no reply came, so it may be there or not. */
  outcome: 'acknowledged' | 'refused' | 'unknown';
}

export interface SentCommand {
  check_id: string;
  /** The timeline's word for what the command does. */
  kind: 'submitted' | 'accepted' | 'returned' | 'due_moved' | 'declined';
  outcome: 'acknowledged' | 'refused' | 'unknown';
}

/** What the clients have sent and what they were told: against it the stores are held afterwards. */
export interface Ledger {
  /** Checks whose opening was acknowledged. */
  opened: Set<string>;
  answers: Map<string, SentAnswer>;
  commands: SentCommand[];
}

export const anEmptyLedger = (): Ledger => ({
  opened: new Set(),
  answers: new Map(),
  commands: [],
});

export const acknowledgedAnswers = (ledger: Ledger): SentAnswer[] =>
  [...ledger.answers.values()].filter((answer) => answer.outcome === 'acknowledged');
