import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { usePostOnce } from '../../api/postOnce';
import type { ListedCheck } from '../data/types';
import type { BulkAct } from './useSelection';

/** A command waits for its process: few at once leave room for others. */
const AT_ONCE = 3;

export interface Outcome {
  check: ListedCheck;
  state: 'waits' | 'done' | 'failed' | 'skipped';
  error?: unknown;
}

interface Run {
  act: BulkAct;
  bodyOf: (check: ListedCheck) => object;
}

/** Does one act to many checks, a few at a time, and keeps what became of each. */
export function useBulk(onDone: (id: string) => void) {
  const queries = useQueryClient();
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [isRunning, setRunning] = useState(false);
  const isStopped = useRef(false);
  const post = usePostOnce();

  const settle = (id: string, outcome: Partial<Outcome>) =>
    setOutcomes((before) => before.map((one) => (one.check.id === id ? { ...one, ...outcome } : one)));

  async function carryOut({ act, bodyOf }: Run, check: ListedCheck): Promise<void> {
    try {
      await post(`/checks/${check.id}/${act}`, bodyOf(check));
      settle(check.id, { state: 'done' });
      onDone(check.id);
    } catch (error) {
      settle(check.id, { state: 'failed', error });
    }
  }

  async function run(how: Run, checks: readonly ListedCheck[]): Promise<void> {
    const waiting = [...checks];
    isStopped.current = false;
    setOutcomes((before) => [
      ...before.filter(({ check }) => !checks.some(({ id }) => id === check.id)),
      ...checks.map((check): Outcome => ({ check, state: 'waits' })),
    ]);
    setRunning(true);
    const worker = async () => {
      for (let check = waiting.shift(); check; check = waiting.shift()) {
        if (isStopped.current) settle(check.id, { state: 'skipped' });
        else await carryOut(how, check);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    setRunning(false);
    await queries.invalidateQueries({ queryKey: ['list', '/checks/'] });
  }

  return {
    outcomes,
    isRunning,
    run,
    stop: () => {
      isStopped.current = true;
    },
  };
}
