import type { Unsent } from '../api/unsent';

const OVER = ['check.closed', 'check.submitted', 'check.not_executor', 'check.not_found', 'access.denied'];

/** The check takes nothing from this person now. */
export const isOver = (code: string) => OVER.includes(code);

/**
 * `changed`: another answer is recorded, one of the two is to be chosen. `over`: the check takes nothing from this
 * person now. `faulty`: what was given is itself to be mended.
 */
export function refusalKind(entry: Unsent): 'changed' | 'over' | 'faulty' | undefined {
  const { refused, refused_code = '' } = entry;
  if (refused === undefined) return undefined;
  if (refused_code === 'answer.changed' && 'theirs' in entry) return 'changed';
  return isOver(refused_code) ? 'over' : 'faulty';
}
