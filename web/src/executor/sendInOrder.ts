import { ApiProblem } from '../api/client';
import { allRows } from './rowStore';
import { type Turn, nextTurn } from './queueRules';
import { type WhenSent, sendAnswers } from './sendAnswers';
import { type WhenCommented, sendComment } from './sendComment';
import { type WhenHandedIn, sendSubmit } from './sendSubmit';

/** Hear of what has arrived, before it leaves the queue. */
export interface Hearers {
  answered: WhenSent;
  commented: WhenCommented;
  handedIn: WhenHandedIn;
}

/**
 * Sends what waits, one check after the other: photos first, then answers and comments, its submit last. What the server
 * will not take is put aside with its reason, and what it cannot take now waits for the next round: neither holds up
 * other checks. False where the server could not be reached.
 */
export async function sendInOrder(
  userId: string,
  hearers: Hearers,
  afterEach: () => Promise<void>,
): Promise<boolean> {
  const postponed = new Set<string>();
  for (;;) {
    const turn = nextTurn(await allRows(), userId, postponed);
    if (!turn) return navigator.onLine;
    try {
      if (!(await take(turn, hearers))) postponed.add(turn.check_id);
    } catch (error) {
      if (error instanceof ApiProblem && error.offline) return false;
      postponed.add(turn.check_id);
    }
    await afterEach();
  }
}

/** False where it has to wait. */
function take(turn: Turn, { answered, commented, handedIn }: Hearers): Promise<boolean> {
  switch (turn.kind) {
    case 'answers':
      return sendAnswers(turn.batch, answered);
    case 'comment':
      return sendComment(turn.comment, commented);
    case 'submit':
      return sendSubmit(turn.submit, turn.because, handedIn);
  }
}
