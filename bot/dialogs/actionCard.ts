import { escapeHtml } from '../../reports/markup';
import type { ActionWithActs } from '../../services/actions/withActionActs';
import { isActionRunning } from '../../domain/action';
import { clipped } from '../../domain/plainText';
import type { At } from './at';
import { noteLine } from './questionCard';
import { type Card, type Words, bold, paragraphs } from './say';

export interface ActionFacts {
  action: ActionWithActs;
  at: At;
  now: Date;
}

export function actionCard(words: Words, { action: { action, may }, at, now }: ActionFacts): Card {
  const { id, title, description, status, due_at, time_zone, check_title, evidence_required } = action;
  const isFinishing = at.want === 'done' && may.includes('done');
  return {
    html: paragraphs(
      [at.note && noteLine(at.note)],
      [
        words.h('bot.action.title'),
        bold(clipped(title, 200)),
        check_title !== null && escapeHtml(clipped(check_title, 200)),
      ],
      [description !== null && escapeHtml(clipped(description, 1500))],
      [
        isActionRunning(status) &&
          words.h(due_at <= now ? 'bot.action.was_due' : 'bot.action.due', {
            at: words.at(due_at, time_zone),
          }),
        words.h('bot.action.status', { status: words.t(`bot.action.statuses.${status}`) }),
        evidence_required && may.includes('done') && words.h('bot.action.evidence'),
      ],
      [isFinishing && words.h('bot.action.ask_done')],
    ),
    keyboard: isFinishing
      ? [[words.button('bot.button.cancel', 'action', id)]]
      : [
          ...(may.includes('start') ? [[words.button('bot.button.start', 'start', id)]] : []),
          ...(may.includes('done') ? [[words.button('bot.button.finish', 'finish', id)]] : []),
          [words.button('bot.button.list', 'checks')],
        ],
  };
}
