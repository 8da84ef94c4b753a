import { usePages } from '../data/usePages';
import type { Action } from '../data/types';

/** The corrective actions that a check has led to. */
export const useCheckActions = (check_id: string) => usePages<Action>('/actions/', [{ check_id }]);
