import { wallTime } from '../../domain/localTime';
import type { MultiChoiceQuestion } from '../../domain/template';
import type { CheckStanding } from '../../services/checks/standingOf';
import type { Reaction } from '../conversation';
import type { At } from './at';
import { type Stop, followingStop, formerStop } from './course';
import { answerAndMove, placeOf, recorded } from './recordAnswer';
import { type Talk, goTo, stale } from './talk';
import { momentAt } from './typedAnswer';

interface Pressed {
  talk: Talk;
  standing: CheckStanding;
  stop: Stop;
  /** What the button says after the question's place. */
  word: string;
}

type Press = (pressed: Pressed) => Promise<Reaction> | Reaction;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The buttons of a question's card. */
export const QUESTION_PRESSES: Readonly<Record<string, Press>> = {
  yes: (pressed) => given(pressed, pressed.word === '1'),
  one: (pressed) => {
    const { question } = pressed.stop;
    const option = question.type === 'single_choice' ? question.options[Number(pressed.word)] : undefined;
    return option ? given(pressed, option.value) : stale(pressed.talk);
  },
  tick: (pressed) => {
    const { question } = pressed.stop;
    if (question.type !== 'multi_choice') return stale(pressed.talk);
    const value = question.options[Number(pressed.word)]?.value;
    if (value === undefined) return stale(pressed.talk);
    const chosen = chosenOf(pressed, question);
    const draft = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    const { page } = pressed.talk.at;
    return goTo({ ...hereOf(pressed), draft, ...(page !== undefined && { page }) });
  },
  done: (pressed) => {
    const { question } = pressed.stop;
    if (question.type !== 'multi_choice') return stale(pressed.talk);
    const chosen = chosenOf(pressed, question);
    return given(
      pressed,
      question.options.map(({ value }) => value).filter((value) => chosen.includes(value)),
    );
  },
  na: ({ talk, standing, stop }) => answerAndMove(talk, standing.check.id, stop, { na: true }),
  clear: async (pressed) => {
    const { talk, standing, stop } = pressed;
    await recorded(talk, standing.check.id, stop, { value: null });
    return goTo(hereOf(pressed));
  },
  next: ({ standing, stop }) => goTo(placeOf(standing.check.id, followingStop(standing, stop.index))),
  back: ({ standing, stop }) => goTo(placeOf(standing.check.id, formerStop(standing, stop.index) ?? stop)),
  say: (pressed) => {
    const { draft } = pressed.talk.at;
    return goTo({ ...hereOf(pressed), want: 'comment', ...(draft && { draft }) });
  },
  keep: (pressed) => {
    const { draft } = pressed.talk.at;
    return goTo({ ...hereOf(pressed), ...(draft && { draft }) });
  },
  turn: (pressed) => {
    const { draft } = pressed.talk.at;
    return goTo({ ...hereOf(pressed), page: Number(pressed.word) || 0, ...(draft && { draft }) });
  },
  month: (pressed) =>
    /^\d{4}-\d{2}$/.test(pressed.word)
      ? goTo({ ...hereOf(pressed), picker: pressed.word })
      : stale(pressed.talk),
  day: (pressed) => {
    if (!DATE.test(pressed.word)) return stale(pressed.talk);
    if (pressed.stop.question.type === 'datetime') return goTo({ ...hereOf(pressed), picker: pressed.word });
    return given(pressed, pressed.word);
  },
  hour: (pressed) => {
    if (!/^([01]\d|2[0-3])$/.test(pressed.word)) return stale(pressed.talk);
    const { picker } = pressed.talk.at;
    if (pressed.stop.question.type === 'time') return goTo({ ...hereOf(pressed), picker: pressed.word });
    return picker && DATE.test(picker)
      ? goTo({ ...hereOf(pressed), picker: `${picker}T${pressed.word}` })
      : stale(pressed.talk);
  },
  minute: (pressed) => {
    const [, hour, minute] = /^(\d{2})(\d{2})$/.exec(pressed.word) ?? [];
    const time = `${hour}:${minute}`;
    if (!hour) return stale(pressed.talk);
    if (pressed.stop.question.type === 'time') return given(pressed, time);
    const day = pressed.talk.at.picker?.slice(0, 10);
    return day && DATE.test(day)
      ? given(pressed, momentAt(day, time, pressed.standing.check.time_zone))
      : stale(pressed.talk);
  },
  now: (pressed) => {
    const now = pressed.talk.ctx.now();
    const { type } = pressed.stop.question;
    return given(
      pressed,
      type === 'time' ? wallTime(now, pressed.standing.check.time_zone).slice(11) : now.toISOString(),
    );
  },
  idle: ({ talk }) => goTo(talk.at),
};

const given = ({ talk, standing, stop }: Pressed, value: unknown): Promise<Reaction> =>
  answerAndMove(talk, standing.check.id, stop, { value });

const hereOf = ({ standing, stop }: Pressed): At => ({
  screen: 'question',
  subject: standing.check.id,
  question: stop.question.id,
});

function chosenOf({ talk, standing }: Pressed, { id }: MultiChoiceQuestion): string[] {
  const value = standing.answers.find(({ question_id }) => question_id === id)?.value;
  return talk.at.draft ?? (Array.isArray(value) ? (value as string[]) : []);
}
