import { useEffect, useState } from 'react';
import type { Report } from '../data/types';
import { usePages } from '../data/usePages';
import { isBeingMade } from './reportState';

const WHILE_MADE_MS = 1_500;
const AT_REST_MS = 15_000;

/** Reports, newest first, looked at often while one of them is being made. */
export function useReports(query: Record<string, string>) {
  const [isBusy, setBusy] = useState(false);
  const found = usePages<Report>('/reports/', [query], { everyMs: isBusy ? WHILE_MADE_MS : AT_REST_MS });
  const isAnyMade = found.items.some(isBeingMade);
  useEffect(() => setBusy(isAnyMade), [isAnyMade]);
  return found;
}
