import type { ActionEventKind } from '../domain/action';
import type { Actor, Locale } from '../domain/actor';
import type { TimelineKind } from '../domain/check';
import { localTime } from './localTime';
import { type Story, actorWords, timelineText } from './timelineText';

interface Entry {
  kind: TimelineKind | ActionEventKind;
  actor_kind: Actor['kind'];
  actor_name: string | null;
  data: Record<string, unknown>;
}

export interface SentenceContext {
  /** Full names by user id. */
  names: ReadonlyMap<string, string>;
  /** IANA; times are told as people of the place say them. */
  time_zone: string;
}

/** What an entry of the timeline of a check or an action says, for a manager to read. */
export function timelineSentence(
  { kind, actor_kind, actor_name, data }: Entry,
  { names, time_zone }: SentenceContext,
  locale: Locale,
  story: Story = 'timeline',
): string {
  const nameOf = (id: unknown): string => (typeof id === 'string' ? (names.get(id) ?? '') : '');
  const plain = Object.entries(data).filter(([, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value),
  );
  return timelineText(locale, kind, {
    story,
    ...(Object.fromEntries(plain) as Record<string, string | number | boolean>),
    actor: actor_name ?? actorWords(locale, actor_kind),
    executor: nameOf(data.executor_id),
    owner: nameOf(data.owner_id),
    ...(typeof data.due === 'string' && { due: localTime(locale, data.due, time_zone) }),
    ...(Array.isArray(data.to) && { to: data.to.map(nameOf).filter(Boolean).join(', ') }),
  });
}

/** Everyone whom entries speak of by id. */
export function peopleIn(entries: readonly Pick<Entry, 'data'>[]): string[] {
  const ids = entries.flatMap(({ data }) => [
    data.executor_id,
    data.owner_id,
    ...(Array.isArray(data.to) ? data.to : []),
  ]);
  return [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
}
