import { randomUUID } from 'node:crypto';
import { eventually } from '../eventually';
import type { Delivery } from './delivery';
import type { Account, Chat, SeenMessage, State } from './state';

export interface PhotoOptions {
  /** Pictures of one album carry the same name. */
  album?: string;
  /** As a file, uncompressed. */
  asFile?: boolean;
  caption?: string;
  name?: string;
  content_type?: string;
}

/** A person with a phone, who talks to the bot. */
export function createUser(state: State, delivery: Delivery, account: Account) {
  const chat: Chat = { account, messages: [], blocked: false };
  state.chats.set(account.id, chat);
  const from = {
    id: account.id,
    is_bot: false,
    first_name: account.name,
    language_code: account.language_code,
  };
  const here = { id: account.id, type: 'private', first_name: account.name };
  const now = () => Math.floor(Date.now() / 1000);

  function sends(body: object, text: string): void {
    const message_id = state.nextMessageId++;
    chat.messages.push({ message_id, from: 'user', text, keyboard: [] });
    delivery.add({ message: { message_id, date: now(), chat: here, from, ...body } });
  }
  function press(message: Pick<SeenMessage, 'message_id' | 'text'>, data: string): string {
    const id = randomUUID();
    state.callbacks.set(id, { id, chat_id: account.id, data });
    delivery.add({
      callback_query: {
        id,
        from,
        chat_instance: String(account.id),
        data,
        message: {
          message_id: message.message_id,
          date: now(),
          chat: here,
          from: { id: state.bot.id, is_bot: true, first_name: 'Bot' },
          text: message.text,
        },
      },
    });
    return id;
  }
  const botMessages = () => chat.messages.filter((message) => message.from === 'bot');

  return {
    id: account.id,
    says(text: string): void {
      const length = /^\/\S+/.exec(text)?.[0].length;
      sends({ text, ...(length && { entities: [{ type: 'bot_command', offset: 0, length }] }) }, text);
    },
    /**
     * Presses the button with this text in the newest message that has it (of `on`, where that is given), and returns
     * the press's id. Throws where no message has it.
     */
    presses(text: string, on?: number): string {
      for (const message of botMessages().toReversed()) {
        if (on !== undefined && message.message_id !== on) continue;
        const button = message.keyboard.flat().find((one) => one.text === text);
        if (button?.data !== undefined) return press(message, button.data);
      }
      const offered = botMessages().map(({ keyboard }) => keyboard.flat().map((button) => button.text));
      throw new Error(`No button “${text}”; there are ${JSON.stringify(offered)}`);
    },
    /** A button that is there no more, or was never ours. */
    pressesData(data: string, messageId = 1): string {
      return press({ message_id: messageId, text: '' }, data);
    },
    sendsPhoto(bytes: Buffer, { album, asFile, caption, name, content_type }: PhotoOptions = {}): void {
      const keep = (path: string, content: Buffer): string => {
        const file_id = `file-${state.nextFileId++}`;
        state.files.set(file_id, { path, bytes: content });
        return file_id;
      };
      const common = { ...(album && { media_group_id: album }), ...(caption && { caption }) };
      if (asFile) {
        const file_name = name ?? 'photo.jpg';
        const file_id = keep(`documents/file_${state.nextFileId}.jpg`, bytes);
        const mime_type = content_type ?? 'image/jpeg';
        const document = {
          file_id,
          file_unique_id: `u${file_id}`,
          file_name,
          mime_type,
          file_size: bytes.length,
        };
        sends({ ...common, document }, `[file ${file_name}]`);
        return;
      }
      const size = (file_id: string, width: number, content: Buffer) => ({
        ...{ file_id, file_unique_id: `u${file_id}`, width, height: width, file_size: content.length },
      });
      const thumb = Buffer.from('not to be taken');
      const photo = [
        size(keep('photos/thumb.jpg', thumb), 90, thumb),
        size(keep(`photos/file_${state.nextFileId}.jpg`, bytes), 1280, bytes),
      ];
      sends({ ...common, photo }, '[photo]');
    },
    sendsSticker(): void {
      sends(
        { sticker: { file_id: 's', file_unique_id: 's', width: 1, height: 1, type: 'regular' } },
        '[sticker]',
      );
    },
    /** Everything that stands in the chat, the oldest first. */
    sees: (): SeenMessage[] => chat.messages.map((message) => ({ ...message })),
    /** What the bot has in the chat. */
    botMessages,
    /** The newest message of the bot. Waits for one that fits `text`. */
    reads: (text: RegExp | string, withinMs?: number): Promise<SeenMessage> =>
      eventually(() => {
        const newest = botMessages().at(-1);
        const fits = typeof text === 'string' ? newest?.text.includes(text) : text.test(newest?.text ?? '');
        if (!newest || !fits)
          throw new Error(`Not read: ${String(text)}. The newest is: ${newest?.text ?? 'nothing'}`);
        return { ...newest };
      }, withinMs),
    /** The word over the chat that answered a press; waits for it. */
    toast: (pressId: string): Promise<string> =>
      eventually(() => {
        const { answered } = state.callbacks.get(pressId) ?? {};
        if (!answered) throw new Error('The press is not answered');
        return answered.text;
      }),
    deletes(messageId: number): void {
      chat.messages = chat.messages.filter((message) => message.message_id !== messageId);
    },
    blocks(): void {
      chat.blocked = true;
      delivery.add(membership('member', 'kicked'));
    },
    /** Blocked, and the bot has not been told. */
    blocksUnheard(): void {
      chat.blocked = true;
    },
    unblocks(): void {
      chat.blocked = false;
      delivery.add(membership('kicked', 'member'));
    },
  };

  function membership(before: string, after: string): object {
    const user = { id: state.bot.id, is_bot: true, first_name: 'Bot' };
    return {
      my_chat_member: {
        chat: here,
        from,
        date: now(),
        old_chat_member: { user, status: before },
        new_chat_member: { user, status: after },
      },
    };
  }
}

export type TelegramUser = ReturnType<typeof createUser>;
