import type { BotFile, BotMessage } from '../clients/telegram/gateway';
import type { PersonRow } from '../db/repositories/people';
import type { Locale, UserActor } from '../domain/actor';
import type { RequestCommand, Services } from '../services/context';
import type { BotUpdate } from './update';

/** What the conversation is at, in the dialogs' own terms: small, plain JSON, kept in `telegram_talks.at`. */
export type TalkAt = Record<string, unknown>;

export interface Caller {
  person: PersonRow;
  actor: UserActor;
}

/** What an answer in the chat is made from: rows alone, so that it may be made again at any time. */
export interface Scene {
  services: Services;
  chat_id: number;
  /** The person's own, else the app's. */
  locale: Locale;
  at: TalkAt;
  /** Absent while the chat is linked to nobody, or that person is deactivated. */
  caller?: Caller;
  /** Linked, but the person does not work here any more. */
  deactivated: boolean;
}

export interface UpdateScene extends Scene {
  update: BotUpdate;
  /** `tg:<update_id>`: the client_id of an answer. */
  client_id: string;
  /** For `ServiceContext.command`: the id is the same at each try, and `repeated` tells that a try went before. */
  command: RequestCommand;
  /** An update that the person sent after this one has been handled already. */
  late: boolean;
  /** @throws BotFault */
  download(fileId: string): Promise<BotFile>;
}

/** What an update comes to. */
export interface Reaction {
  /** Where the conversation goes on; as it is when absent. */
  at?: TalkAt;
  /** The language chosen: becomes the linked person's own. */
  locale?: Locale;
  /** Shown for a moment over the chat where a button was pressed; at most 200 characters. */
  toast?: string;
  /**
   * Acts that no key of their own protects from being done twice (a comment, an unlink): run in the transaction that
   * marks the update done, with services over that transaction. Refusals (DomainError) belong into `react`: one from
   * here undoes the whole step and gives the update up.
   */
  write?(services: Services): Promise<void>;
}

/** What stands in the chat: `card` is one message, edited in place or sent anew at the bottom; `before` goes ahead of it once. */
export interface Shown {
  before?: BotMessage[];
  card: BotMessage;
}

/**
 * The dialogs. Of an update `react` is run, then one transaction writes `write`, `at` and that the update is done, and
 * then `show` is put into the chat. The process may die between any two steps: `react` is then run again (so what it
 * does must be safe to repeat: answers by `client_id`, commands by `command`), and `show` as long as it has not come
 * through. Several updates may share one `show`.
 */
export interface Conversation {
  react(scene: UpdateScene): Promise<Reaction>;
  /** Undefined where there is nothing to say. */
  show(scene: Scene): Promise<Shown | undefined>;
}
