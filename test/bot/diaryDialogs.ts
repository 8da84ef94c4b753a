import type { Conversation, UpdateScene } from '../../bot/conversation';
import { v7 as uuidv7 } from 'uuid';

type Words = { said?: string[] };

/** Dialogs for the plumbing's own tests: the chat's card lists what was said, and a table of their own keeps it too. */
export function diaryDialogs(over: Partial<Conversation> = {}): Conversation & { reacted: number[] } {
  const reacted: number[] = [];
  return {
    reacted,
    react: async (scene) => {
      reacted.push(scene.update.update_id);
      const word = wordOf(scene);
      const said = [...((scene.at as Words).said ?? []), word];
      return {
        at: { said },
        toast: `Принято: ${word}`,
        write: async ({ db }) => {
          await db.transaction(async (tx) => {
            // Any table without a key of its own will do.
            await tx.trx('calendars').insert({ id: uuidv7(), name: `${word} ${uuidv7()}`, week: '{}' });
          });
        },
      };
    },
    show: async ({ at, locale }) => ({
      card: {
        html: `${locale}: ${((at as Words).said ?? []).join(', ')}`,
        keyboard: [[{ text: 'Ещё', data: 'more' }]],
      },
    }),
    ...over,
  };
}

function wordOf({ update, late }: UpdateScene): string {
  const words =
    update.kind === 'text'
      ? update.text
      : update.kind === 'command'
        ? `/${update.name}(${update.rest})`
        : update.kind === 'button'
          ? update.data
          : update.kind;
  return late ? `${words} (late)` : words;
}
