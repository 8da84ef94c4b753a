import type { BotButton, BotMessage } from '../../clients/telegram/gateway';
import type { Notice } from '../../db/models/records';
import type { Locale } from '../../domain/actor';
import { buttonData } from '../../domain/buttonData';
import { clipped } from '../../domain/plainText';
import { noticeText } from '../../locales/noticeText';
import { translate } from '../../locales/translate';
import { escapeHtml } from '../../reports/markup';

/** A reason may be long; the whole of it stands on the check. */
const LONGEST_BODY = 3_000;

const FILLED_BY_READER = ['assigned', 'reminder', 'overdue', 'returned', 'due_moved'];
const REVIEWED_BY_READER = ['submitted_for_review', 'review_overdue'];

/** A notice as the bot tells it: its words, and the button that leads to what it is about. */
export function composeNotice(
  locale: Locale,
  notice: Pick<Notice, 'kind' | 'data' | 'check_id'>,
): BotMessage {
  const { title, body } = noticeText(locale, notice);
  const short = clipped(body, LONGEST_BODY);
  const button = buttonOf(locale, notice);
  return {
    html: `<b>${escapeHtml(title)}</b>${short && `\n${escapeHtml(short)}`}`,
    ...(button && { keyboard: [[button]] }),
  };
}

function buttonOf(
  locale: Locale,
  { kind, check_id, data }: Pick<Notice, 'kind' | 'data' | 'check_id'>,
): BotButton | undefined {
  const leadingTo = (
    verb: 'open' | 'fill' | 'review' | 'action' | 'checks',
    subject?: string,
  ): BotButton => ({
    text: translate(locale, `telegram.button.${verb}`),
    data: buttonData(verb, subject),
  });
  if (kind === 'daily_digest') return leadingTo('checks');
  if (typeof data.action_id === 'string') return leadingTo('action', data.action_id);
  if (check_id === null) return undefined;
  if (FILLED_BY_READER.includes(kind)) return leadingTo('fill', check_id);
  return leadingTo(REVIEWED_BY_READER.includes(kind) ? 'review' : 'open', check_id);
}
