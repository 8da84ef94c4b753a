/** A button under a message. Telegram takes 1 to 64 bytes of `data`. */
export type BotButton = { text: string; data: string } | { text: string; url: string };

/** What the bot says: Telegram's HTML (b, i, u, s, code, pre, a, blockquote), at most 4096 characters once parsed. */
export interface BotMessage {
  html: string;
  /** Rows of buttons. */
  keyboard?: BotButton[][];
  /** Comes without a sound. */
  silent?: boolean;
}

export interface BotFile {
  bytes: Buffer;
  /** The name that Telegram keeps it under, not the sender's. */
  name: string;
}

export interface BotDocument {
  bytes: Buffer;
  name: string;
  caption?: string;
}

export interface BotIdentity {
  id: number;
  username: string;
}

export interface BotCommandWords {
  command: string;
  description: string;
}

/** One update as Telegram sends it: outside data, to be read with care. */
export interface RawUpdate {
  update_id: number;
}

/** The Bot API as far as the product needs it. Every method throws BotFault and nothing else. */
export interface BotGateway {
  send(chatId: number, message: BotMessage): Promise<{ message_id: number }>;
  /** The message then shows `message`; a repeat is no fault. @throws BotFault `gone` where it cannot be edited */
  edit(chatId: number, messageId: number, message: BotMessage): Promise<void>;
  /** Takes a message away, or, where it is too old for that, its buttons. Repeating it is harmless. */
  remove(chatId: number, messageId: number): Promise<void>;
  /** Ends the waiting of a pressed button, with at most 200 characters to be shown; too late an answer is no fault. */
  answerCallback(id: string, text?: string): Promise<void>;
  /** At most 20 MB. @throws BotFault `permanent` for what is larger or no longer there */
  download(fileId: string): Promise<BotFile>;
  sendDocument(chatId: number, document: BotDocument): Promise<{ message_id: number }>;
  /** The commands' menu in one language, or for all others. */
  setCommands(commands: readonly BotCommandWords[], language?: 'ru' | 'en'): Promise<void>;
  getMe(): Promise<BotIdentity>;
  /** Waits up to `waitSeconds` for updates from `offset` on; those before are then done with for Telegram. */
  getUpdates(offset: number, waitSeconds: number, signal?: AbortSignal): Promise<RawUpdate[]>;
  setWebhook(url: string, secret: string): Promise<void>;
  /** What waits is kept. */
  deleteWebhook(): Promise<void>;
}

/**
 * flood: too fast, `retryAfterMs` says when to try again.
 * blocked: the person has blocked the bot, or deleted the account.
 * gone: the message or the file is not there, or not to be changed, any more.
 * transient: Telegram cannot be reached or is out of order; what was asked for may have been done all the same.
 * permanent: refused for what was sent or for our token; a repeat would be refused too.
 */
export type BotFaultKind = 'flood' | 'blocked' | 'gone' | 'transient' | 'permanent';

export class BotFault extends Error {
  constructor(
    readonly kind: BotFaultKind,
    message: string,
    readonly retryAfterMs?: number,
  ) {
    super(message);
    this.name = 'BotFault';
  }
}
