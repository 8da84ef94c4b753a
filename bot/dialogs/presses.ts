import { commandCheck } from '../../services/checks/commandCheck';
import { standingOf } from '../../services/checks/standingOf';
import { startAction } from '../../services/actions/startAction';
import { unlinkAccount } from '../../services/telegram/unlinkAccount';
import { translate } from '../../locales/translate';
import { type ButtonPress, readButton } from '../callbackData';
import type { Reaction } from '../conversation';
import { firstStop, stopAt, stopsOf } from './course';
import { QUESTION_PRESSES } from './questionPresses';
import { placeOf } from './recordAnswer';
import { type Talk, goTo, stale, told } from './talk';

type Press = (talk: Talk, subject: string, words: readonly string[]) => Promise<Reaction> | Reaction;

const pageOf = (word: string | undefined): number => Math.min(Number(word) || 0, 1000);

/** Buttons that name a check or an action. */
const SUBJECT_PRESSES: Readonly<Record<string, Press>> = {
  open: (_talk, subject) => goTo({ screen: 'check', subject }),
  fill: async (talk, subject) => {
    const standing = await standingOf(talk.ctx, subject);
    if (!standing.may.includes('answer'))
      return told(talk, talk.words.t('bot.check.not_yours'), { screen: 'check', subject });
    return goTo(placeOf(subject, firstStop(standing)));
  },
  review: (_talk, subject, [page]) => goTo({ screen: 'review', subject, page: pageOf(page) }),
  action: (_talk, subject) => goTo({ screen: 'action', subject }),
  sum: (_talk, subject) => goTo({ screen: 'summary', subject }),
  jump: async (talk, subject, [index]) => {
    const stop = stopsOf(await standingOf(talk.ctx, subject)).find((one) => one.index === Number(index));
    if (!stop) return stale(talk);
    const wants = stop.question.id;
    return goTo({ screen: 'question', subject, question: wants });
  },
  last: async (talk, subject) => goTo(placeOf(subject, stopsOf(await standingOf(talk.ctx, subject)).at(-1))),
  submit: async (talk, subject) => {
    const { check } = await commandCheck(talk.ctx, subject, 'submit', {});
    const done = check.status === 'completed' ? 'bot.note.completed' : 'bot.note.submitted';
    return goTo({ screen: 'check', subject, note: talk.words.t(done) });
  },
  accept: async (talk, subject) => {
    await commandCheck(talk.ctx, subject, 'review', { decision: 'accept' });
    return goTo({ screen: 'list', note: talk.words.t('bot.note.accepted') });
  },
  return: (_talk, subject) => goTo({ screen: 'review', subject, want: 'return' }),
  decline: (_talk, subject) => goTo({ screen: 'check', subject, want: 'decline' }),
  note: (_talk, subject) => goTo({ screen: 'check', subject, want: 'note' }),
  start: async (talk, subject) => {
    await startAction(talk.ctx, subject);
    return goTo({ screen: 'action', subject }, { toast: talk.words.t('bot.note.started') });
  },
  finish: (_talk, subject) => goTo({ screen: 'action', subject, want: 'done' }),
};

const PLAIN_PRESSES: Readonly<Record<string, (talk: Talk, word: string | undefined) => Reaction>> = {
  checks: (_talk, page) => goTo({ screen: 'list', page: pageOf(page) }),
  lang: (_talk, word) => languageChosen(word === 'en' ? 'en' : 'ru'),
  unlink: ({ ctx: { actor }, words }) => ({
    at: { note: words.t('bot.note.unlinked') },
    write: (services) => unlinkAccount({ ...services, actor }),
  }),
};

export function languageChosen(locale: 'ru' | 'en'): Reaction {
  return goTo({ screen: 'help', note: translate(locale, 'bot.note.language') }, { locale });
}

/** A press on any button. What this version has not made, or what the card has left behind, is told kindly. */
export async function pressed(talk: Talk, data: string): Promise<Reaction> {
  const press = readButton(data);
  if (!press) return stale(talk);
  const { verb, subject, words } = press;
  if (subject === undefined) return own(PLAIN_PRESSES, verb)?.(talk, words[0]) ?? stale(talk);
  const act = own(SUBJECT_PRESSES, verb);
  return act ? act(talk, subject, words) : pressedOnQuestion(talk, subject, press);
}

async function pressedOnQuestion(
  talk: Talk,
  subject: string,
  { verb, words: [index = '', word = ''] }: ButtonPress,
): Promise<Reaction> {
  const { at } = talk;
  const act = own(QUESTION_PRESSES, verb);
  if (!act || at.screen !== 'question' || at.subject !== subject) return stale(talk);
  const standing = await standingOf(talk.ctx, subject);
  const stop = stopAt(standing, at.question);
  return stop && String(stop.index) === index ? act({ talk, standing, stop, word }) : stale(talk);
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
