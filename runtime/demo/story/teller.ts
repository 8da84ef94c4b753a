import { type Reply, refusalIn } from '../apiClient';

/** A bad request of the story and what the product said to it. */
export interface SeenRefusal {
  what: string;
  status: number;
  code: string;
}

export interface Teller {
  chapter(title: string): void;
  tell(line: string): void;
  /** Notes whether something is as promised; the story goes on either way. */
  holds(what: string, isSo: boolean, otherwise?: unknown): void;
  /** Notes whether a bad request got the status and the code that the contract promises. */
  refuses(what: string, reply: Promise<Reply>, status: number, code: string): Promise<Reply>;
  readonly refusals: SeenRefusal[];
  /** All that was not as promised. */
  readonly deviations: string[];
}

export function createTeller(say: (line: string) => void): Teller {
  let chapters = 0;
  const refusals: SeenRefusal[] = [];
  const deviations: string[] = [];
  const deviates = (line: string) => {
    deviations.push(line);
    say(`  ✗ НЕ ТАК: ${line}`);
  };
  return {
    refusals,
    deviations,
    chapter(title) {
      chapters += 1;
      say('');
      say(`${chapters}. ${title}`);
    },
    tell: (line) => say(`  ${line}`),
    holds(what, isSo, otherwise) {
      if (isSo) say(`  ✓ ${what}`);
      else deviates(otherwise === undefined ? what : `${what}; на деле ${JSON.stringify(otherwise)}`);
    },
    async refuses(what, waiting, status, code) {
      const reply = await waiting;
      const seen = { what, status: reply.status, code: refusalIn(reply).code };
      refusals.push(seen);
      if (seen.status === status && seen.code === code) say(`  ⊘ ${what.padEnd(56)} ${status} ${code}`);
      else deviates(`${what}: обещано ${status} ${code}, получено ${seen.status} ${seen.code}`);
      return reply;
    },
  };
}
