import type { At } from './at';
import type { ListFacts } from './checkCards';
import { noteLine } from './questionCard';
import { type Card, type Words, bold, paragraphs } from './say';

/** To whom the chat belongs to nobody yet. */
export function strangerCard(words: Words, note: string | undefined, isDeactivated: boolean): Card {
  return {
    html: paragraphs([note && noteLine(note)], [words.h(isDeactivated ? 'bot.deactivated' : 'bot.welcome')]),
    keyboard: [],
  };
}

export function homeCard(words: Words, name: string, note: string | undefined): Card {
  return {
    html: paragraphs([note && noteLine(note)], [words.h('bot.linked', { name })], [words.h('bot.help.body')]),
    keyboard: [[words.button('bot.button.list', 'checks')]],
  };
}

export function helpCard(words: Words, note: string | undefined): Card {
  return {
    html: paragraphs([note && noteLine(note)], [bold(words.t('bot.help.title'))], [words.h('bot.help.body')]),
    keyboard: [[words.button('bot.button.list', 'checks')]],
  };
}

/** Both languages by their own names, so that nobody is caught in the other. */
export function languageCard(words: Words, note: string | undefined): Card {
  return {
    html: paragraphs([note && noteLine(note)], [words.h('bot.language.ask')]),
    keyboard: [
      [
        words.button({ text: 'Русский' }, 'lang', undefined, 'ru'),
        words.button({ text: 'English' }, 'lang', undefined, 'en'),
      ],
    ],
  };
}

export function unlinkCard(words: Words, note: string | undefined): Card {
  return {
    html: paragraphs([note && noteLine(note)], [words.h('bot.unlink.ask')]),
    keyboard: [[words.button('bot.button.unlink', 'unlink'), words.button('bot.button.cancel', 'checks')]],
  };
}

export function statusCard(words: Words, { mine, toReview, at, now }: ListFacts & { at: At }): Card {
  const late = mine.filter(({ check }) => check.due_at <= now);
  const next = mine[0]?.check;
  return {
    html: paragraphs(
      [at.note && noteLine(at.note)],
      [
        mine.length > 0
          ? words.h('bot.status_text.to_fill', { count: mine.length })
          : words.h('bot.list.none'),
        late.length > 0 && words.h('bot.status_text.overdue', { count: late.length }),
        toReview.length > 0 && words.h('bot.status_text.to_review', { count: toReview.length }),
      ],
      [
        next &&
          words.h('bot.status_text.next', {
            title: next.title,
            due: words.t(next.due_at <= now ? 'bot.list.overdue' : 'bot.list.due', {
              at: words.at(next.due_at, next.time_zone),
            }),
          }),
      ],
    ),
    keyboard: [
      ...(next ? [[words.button('bot.button.go_on', 'fill', next.id)]] : []),
      [words.button('bot.button.list', 'checks')],
    ],
  };
}
