/** Who writes to the bot. In a private chat, the only kind that the bot takes part in, the chat's id is the account's. */
export interface Sender {
  id: number;
  name: string;
  /** An IETF tag of the sender's app, for example `ru`. */
  language_code?: string;
}

export interface SentFile {
  file_id: string;
  size_bytes?: number;
  /** Of files sent as such; Telegram compresses photos to JPEG. */
  name?: string;
  content_type?: string;
}

interface UpdateBase {
  /** Rises from update to update; each is handled once. */
  update_id: number;
  chat_id: number;
  sender: Sender;
}

/** What a person did in the chat, in the words of the bot. */
export type BotUpdate = UpdateBase &
  (
    | { kind: 'command'; message_id: number; name: string; rest: string }
    | { kind: 'text'; message_id: number; text: string }
    /** A photo or a file. Pictures sent together share an `album` and come as one update each. */
    | {
        kind: 'file';
        message_id: number;
        file: SentFile;
        compressed: boolean;
        album?: string;
        caption?: string;
      }
    | { kind: 'button'; message_id: number; callback_id: string; data: string }
    /** The person has blocked the bot, or let it in again. */
    | { kind: 'membership'; member: boolean }
    /** Stickers, voice, places: nothing that the bot can use. */
    | { kind: 'other'; message_id: number }
  );
