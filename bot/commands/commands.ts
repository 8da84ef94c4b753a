import { standingOf } from '../../services/checks/standingOf';
import type { Reaction } from '../conversation';
import { firstStop } from '../dialogs/course';
import { worklistOf } from '../dialogs/facts';
import { placeOf } from '../dialogs/recordAnswer';
import { type Talk, goTo, told } from '../dialogs/talk';

type Command = (talk: Talk) => Promise<Reaction> | Reaction;

/** What a linked person may type. */
const COMMANDS: Readonly<Record<string, Command>> = {
  start: () => goTo({ screen: 'home' }),
  checks: () => goTo({ screen: 'list' }),
  fill_check: fillCheck,
  status: () => goTo({ screen: 'status' }),
  help: () => goTo({ screen: 'help' }),
  language: () => goTo({ screen: 'language' }),
  unlink: () => goTo({ screen: 'unlink' }),
};

export function commanded(talk: Talk, name: string): Promise<Reaction> | Reaction {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return command ? command(talk) : told(talk, talk.words.t('bot.note.unknown'));
}

/** Where there is no choice none is asked for. */
async function fillCheck({ ctx, words }: Talk): Promise<Reaction> {
  const { mine } = await worklistOf(ctx);
  const [only] = mine;
  if (!only || mine.length > 1)
    return goTo({ screen: 'list', ...(only && { note: words.t('bot.list.pick') }) });
  return goTo(placeOf(only.check.id, firstStop(await standingOf(ctx, only.check.id))));
}
