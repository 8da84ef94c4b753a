import type { Unsent } from '../api/store';

const OVER = ['check.closed', 'check.submitted', 'check.not_executor', 'check.not_found', 'access.denied'];

/**
 * `changed`: another answer is recorded, one of the two is to be chosen. `over`: the check takes no answers from this
 * person now. `faulty`: the answer itself is to be mended.
 */
export function refusalKind({ refused, refused_code = '', theirs }: Unsent) {
  if (refused === undefined) return undefined;
  if (refused_code === 'answer.changed' && theirs) return 'changed';
  return OVER.includes(refused_code) ? 'over' : 'faulty';
}
