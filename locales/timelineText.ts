import type { ActionEventKind } from '../domain/action';
import type { Locale } from '../domain/actor';
import type { TimelineKind } from '../domain/check';
import { latenessWords } from './durationWords';
import { hasMessage, translate, type MessageKey, type MessageParams } from './translate';

/** Whose story it is: a check's or an action's. */
export type Story = 'timeline' | 'actionTimeline';

export interface TimelineWords {
  story?: Story;
  /** ISO 8601, of an escalation step. */
  after?: string;
  /** True for a moment that was passed over. */
  skipped?: boolean;
  [name: string]: string | number | boolean | undefined;
}

/**
 * One sentence for a timeline entry. Names, times and formats come worded already; `after` is a duration.
 * A given `reason` is told; `answered` takes `count`.
 */
export function timelineText(
  locale: Locale,
  kind: TimelineKind | ActionEventKind,
  words: TimelineWords,
): string {
  const params: MessageParams = { count: 1 };
  for (const [name, value] of Object.entries(words))
    if (typeof value === 'string' || typeof value === 'number') params[name] = value;
  if (words.after !== undefined) params.after = latenessWords(locale, words.after);
  return translate(locale, variantOf(kind, words), params);
}

function variantOf(kind: TimelineKind | ActionEventKind, words: TimelineWords): MessageKey {
  const suffix = words.skipped
    ? '_skipped'
    : words.reason
      ? '_reason'
      : words.to === ''
        ? '_nobody'
        : words.schedule
          ? '_by_schedule'
          : words.verify
            ? '_verify'
            : '';
  const told = `${words.story ?? 'timeline'}.${kind}`;
  const key = `${told}${suffix}`;
  return (hasMessage('ru', key) ? key : told) as MessageKey;
}

/** Who acts when no person does: «система», «расписание». */
export function actorWords(
  locale: Locale,
  kind: 'user' | 'bot' | 'schedule' | 'integration' | 'system',
): string {
  return kind === 'user' ? '' : translate(locale, `actor.${kind}`);
}
