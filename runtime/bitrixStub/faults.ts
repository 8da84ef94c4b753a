/** What goes wrong, until it is switched off or its number is used up. */
export interface Faults {
  /** So many calls are carried out, and their replies lost. */
  dropReplies: number;
  /** Of this method alone, for example `tasks.task.add`. */
  dropMethod: string | null;
  /** So many calls are answered 500. */
  serverErrors: number;
  /** So many calls are answered 429 OPERATION_TIME_LIMIT. */
  operationLimits: number;
  /** So many calls are answered 503 QUERY_LIMIT_EXCEEDED, beside the real limit. */
  queryLimits: number;
  /** No connection is answered. */
  down: boolean;
  delayMs: number;
  /** Each event is told so many times more. */
  duplicateEvents: number;
  /** So many events are held back and told in the reverse order. */
  reorderEvents: number;
  /** So many events are told to nobody. */
  loseEvents: number;
  /** The access token is taken for expired so many times. */
  expireTokens: number;
}

export const NO_FAULTS: Faults = {
  dropReplies: 0,
  dropMethod: null,
  serverErrors: 0,
  operationLimits: 0,
  queryLimits: 0,
  down: false,
  delayMs: 0,
  duplicateEvents: 0,
  reorderEvents: 0,
  loseEvents: 0,
  expireTokens: 0,
};

type Countdown = {
  [K in keyof Faults]: Faults[K] extends number ? K : never;
}[keyof Faults];

export function createFaults() {
  const faults: Faults = { ...NO_FAULTS };
  const injected: Record<string, number> = {};
  const count = (kind: string): void => {
    injected[kind] = (injected[kind] ?? 0) + 1;
  };
  return {
    faults,
    /** How often each went wrong since the start. */
    injected,
    count,
    set(change: Partial<Faults>): void {
      Object.assign(faults, change);
    },
    /** Whether this one goes wrong; takes one from the number. */
    strikes(kind: Countdown): boolean {
      if (faults[kind] <= 0) return false;
      faults[kind] -= 1;
      count(kind);
      return true;
    },
    dropsReplyOf(method: string): boolean {
      if (faults.dropMethod !== null && faults.dropMethod !== method) return false;
      return this.strikes('dropReplies');
    },
  };
}

export type FaultBox = ReturnType<typeof createFaults>;
