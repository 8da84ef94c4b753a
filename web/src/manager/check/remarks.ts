import { useState } from 'react';
import type { AnyQuestion } from '../data/types';

type Remarks = Record<string, string>;
const LONGEST_REASON = 1_000;

/** What a reviewer notes at the questions: kept in this tab until the check is returned or accepted. */
export function useRemarks(check_id: string) {
  const key = `proverka.remarks.${check_id}`;
  const [remarks, setRemarks] = useState<Remarks>(() => read(key));
  return {
    remarks,
    note(question_id: string, text: string) {
      const after = { ...remarks, [question_id]: text };
      sessionStorage.setItem(key, JSON.stringify(after));
      setRemarks(after);
    },
    forget() {
      sessionStorage.removeItem(key);
      setRemarks({});
    },
  };
}

function read(key: string): Remarks {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as Remarks;
  } catch {
    return {};
  }
}

/** The remarks as one reason for a return, question by question. */
export function reasonOf(remarks: Remarks, questions: readonly AnyQuestion[]): string {
  return questions
    .filter(({ id }) => remarks[id]?.trim())
    .map(({ id, text }) => `${text} — ${remarks[id]?.trim()}`)
    .join('\n')
    .slice(0, LONGEST_REASON);
}
