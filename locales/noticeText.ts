import type { Locale } from '../domain/actor';
import { latenessWords } from './durationWords';
import { localTime } from './localTime';
import { type MessageParams, hasMessage, translate } from './translate';

/** What the words of a notice are made from. */
interface NoticeFacts {
  kind: string;
  data: Record<string, unknown>;
}

/** A notice in words; its times are those of the check's place. */
export function noticeText(locale: Locale, { kind, data }: NoticeFacts): { title: string; body: string } {
  const title = `notice.${kind}.title`;
  const body = `notice.${kind}.body`;
  if (!hasMessage(locale, title) || !hasMessage(locale, body)) return { title: kind, body: '' };
  const params = paramsOf(locale, data);
  return { title: translate(locale, title, params), body: translate(locale, body, params) };
}

function paramsOf(locale: Locale, data: NoticeFacts['data']): MessageParams {
  const { due, after, time_zone } = data;
  const zone = typeof time_zone === 'string' ? time_zone : 'UTC';
  const plain = Object.entries(data).filter(([, value]) => ['string', 'number'].includes(typeof value));
  return {
    ...(Object.fromEntries(plain) as MessageParams),
    ...(typeof due === 'string' && { due: localTime(locale, due, zone) }),
    ...(typeof after === 'string' && { after: latenessWords(locale, after) }),
  };
}
