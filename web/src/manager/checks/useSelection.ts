import { useRef, useState } from 'react';
import type { ListedCheck } from '../data/types';

const BULK_ACTS = ['reassign', 'due', 'cancel'] as const;
export type BulkAct = (typeof BULK_ACTS)[number];

export const isSelectable = ({ may }: ListedCheck): boolean => BULK_ACTS.some((act) => may.includes(act));

export interface Selection {
  checks: ListedCheck[];
  has(id: string): boolean;
  /** With `isRange` all between it and the one that was set last. */
  set(id: string, isOn: boolean, isRange: boolean): void;
  setAll(ids: readonly string[], isOn: boolean): void;
  allShown: boolean;
  someSelectable: boolean;
}

/** Which of the checks shown, in their order, are selected. What is no longer shown is not acted upon. */
export function useSelection(shown: readonly ListedCheck[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string>(undefined);
  const selectable = shown.filter(isSelectable);
  const checks = selectable.filter(({ id }) => ids.has(id));

  const setAll = (changed: readonly string[], isOn: boolean) =>
    setIds((before) => {
      const after = new Set(before);
      for (const id of changed) {
        if (isOn) after.add(id);
        else after.delete(id);
      }
      return after;
    });

  return {
    checks,
    has: (id) => ids.has(id),
    set(id, isOn, isRange) {
      const order = selectable.map((check) => check.id);
      const from = order.indexOf(last.current ?? '');
      const to = order.indexOf(id);
      const range = isRange && from >= 0 ? order.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
      setAll(range, isOn);
      last.current = id;
    },
    setAll,
    allShown: selectable.length > 0 && checks.length === selectable.length,
    someSelectable: selectable.length > 0,
  };
}
