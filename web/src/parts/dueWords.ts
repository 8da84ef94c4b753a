import { momentText } from '../words/moment';
import { type PanelKey, useLanguage, useWords, type Words } from '../words/words';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** «через 2 ч» or «опоздание 15 мин». */
export function dueWords(t: Words<PanelKey>, dueAt: string, now = Date.now()): string {
  const left = Date.parse(dueAt) - now;
  const time = lengthWords(t, Math.abs(left));
  return left >= 0 ? t('checks.dueIn', { time }) : t('checks.late', { time });
}

/** «срок 24 нояб., 14:30», by the clock of the check's place. */
export function useDueMoment(): (check: { due_at: string; area: { time_zone: string } | null }) => string {
  const t = useWords();
  const spoken = useLanguage();
  return ({ due_at, area }) => t('checks.dueAt', { time: momentText(spoken, due_at, area?.time_zone) });
}

function lengthWords(t: Words<PanelKey>, ms: number): string {
  if (ms < HOUR_MS) return t('time.minutes', { count: Math.max(1, Math.round(ms / MINUTE_MS)) });
  if (ms < 2 * DAY_MS) return t('time.hours', { count: Math.round(ms / HOUR_MS) });
  return t('time.days', { count: Math.round(ms / DAY_MS) });
}
