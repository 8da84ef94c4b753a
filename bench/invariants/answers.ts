import type { Knex } from 'knex';
import type { Ledger } from '../chaos/ledger';
import { type Fault, doubled, lost, unexplained } from './fault';

interface Row {
  check_id: string;
  question_id: string;
  revision: number;
  client_id: string | null;
  value: unknown;
}

/** I1: each acknowledged answer is there once and equal. I2: no answer that nobody sent. */
export async function answerFaults(rows: Knex, ledger: Ledger): Promise<Fault[]> {
  const found = (await rows('answers').orderBy(['check_id', 'question_id', 'revision'])) as Row[];
  const byClient = new Map<string, Row[]>();
  const faults: Fault[] = [];
  for (const row of found) {
    const sent = row.client_id && ledger.answers.get(row.client_id);
    if (!sent || sent.check_id !== row.check_id || sent.question_id !== row.question_id)
      faults.push(unexplained(`I2 answer ${row.client_id} of check ${row.check_id} was sent by nobody`));
    else if (sent.outcome === 'refused') faults.push(unexplained(`I2 answer ${row.client_id} was refused`));
    else if (JSON.stringify(row.value) !== JSON.stringify(sent.value))
      faults.push(unexplained(`I1 answer ${row.client_id} has another value than was sent`));
    if (row.client_id) byClient.set(row.client_id, [...(byClient.get(row.client_id) ?? []), row]);
  }
  for (const { client_id, outcome } of ledger.answers.values()) {
    const count = byClient.get(client_id)?.length ?? 0;
    if (count === 0 && outcome === 'acknowledged') faults.push(lost(`I1 answer ${client_id}`));
    if (count > 1) faults.push(doubled(`I1 answer ${client_id} is there ${count} times`));
  }
  return [...faults, ...revisionFaults(found)];
}

function revisionFaults(found: readonly Row[]): Fault[] {
  const next = new Map<string, number>();
  return found.flatMap(({ check_id, question_id, revision }) => {
    const key = `${check_id} ${question_id}`;
    const expected = next.get(key) ?? 1;
    next.set(key, revision + 1);
    return revision === expected
      ? []
      : [unexplained(`I1 revision ${revision} of ${key} follows ${expected - 1}`)];
  });
}
