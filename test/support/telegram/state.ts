import type { SeenButton } from './keyboard';

export interface Account {
  id: number;
  name: string;
  language_code: string;
}

/** What stands in a chat. */
export interface SeenMessage {
  message_id: number;
  from: 'bot' | 'user';
  /** As it is read, without tags. */
  text: string;
  keyboard: SeenButton[][];
  html?: string;
  document?: { name: string; bytes: Buffer };
}

export interface Chat {
  account: Account;
  messages: SeenMessage[];
  blocked: boolean;
}

export interface Callback {
  id: string;
  chat_id: number;
  data: string;
  /** The toast, where the bot has answered. */
  answered?: { text: string };
}

export interface Call {
  method: string;
  chat_id: number | undefined;
  at: number;
  params: Record<string, unknown>;
}

export interface RefusedCall extends Call {
  code: number;
  description: string;
}

/** All that Telegram's side knows. */
export interface State {
  bot: { id: number; username: string };
  chats: Map<number, Chat>;
  callbacks: Map<string, Callback>;
  files: Map<string, { path: string; bytes: Buffer }>;
  commands: Map<string, { command: string; description: string }[]>;
  nextMessageId: number;
  nextFileId: number;
}

export const createState = (bot: State['bot']): State => ({
  bot,
  chats: new Map(),
  callbacks: new Map(),
  files: new Map(),
  commands: new Map(),
  nextMessageId: 1,
  nextFileId: 1,
});
