import type { Delivery } from './delivery';
import { plainOf } from './html';
import { keyboardOf } from './keyboard';
import { type Params, type Spec, type UploadedFile, assertParams } from './params';
import { Refusal, badRequest } from './refusal';
import type { Chat, SeenMessage, State } from './state';

export interface Method {
  spec: Spec;
  run(params: Params): unknown;
}

const MOST_CHARACTERS = 4096;
const MOST_CAPTION = 1024;
const LARGEST_DOWNLOAD = 20 * 1024 * 1024;
const LARGEST_UPLOAD = 50 * 1024 * 1024;

const WORDS: Spec = {
  text: 'string',
  'parse_mode?': 'string',
  'link_preview_options?': 'object',
  'reply_markup?': 'object',
};

/** The methods of the Bot API that the product may use, with their published parameters. */
export function createMethods(state: State, delivery: Delivery): Record<string, Method> {
  function chatOf(id: unknown): Chat {
    const chat = state.chats.get(id as number);
    if (!chat) return badRequest('chat not found');
    if (chat.blocked) throw new Refusal(403, 'Forbidden: bot was blocked by the user');
    return chat;
  }
  function messageOf({ chat_id, message_id }: Params, otherwise: string): SeenMessage {
    const found = chatOf(chat_id).messages.find((one) => one.message_id === message_id);
    if (found?.from !== 'bot') return badRequest(otherwise);
    return found;
  }
  const asResult = (chat: Chat, { message_id, text }: SeenMessage) => ({
    message_id,
    date: Math.floor(Date.now() / 1000),
    chat: { id: chat.account.id, type: 'private', first_name: chat.account.name },
    from: { id: state.bot.id, is_bot: true, first_name: 'Bot' },
    text,
  });
  function put(chat: Chat, message: Omit<SeenMessage, 'message_id' | 'from'>) {
    const sent: SeenMessage = { message_id: state.nextMessageId++, from: 'bot', ...message };
    chat.messages.push(sent);
    return asResult(chat, sent);
  }

  return {
    getMe: {
      spec: {},
      run: () => ({ id: state.bot.id, is_bot: true, first_name: 'Bot', username: state.bot.username }),
    },
    sendMessage: {
      spec: { chat_id: 'integer', ...WORDS, 'disable_notification?': 'boolean' },
      run: (params) => {
        const words = wordsOf(params);
        return put(chatOf(params.chat_id), { ...words, keyboard: keyboardOf(params.reply_markup, false) });
      },
    },
    editMessageText: {
      spec: { chat_id: 'integer', message_id: 'integer', ...WORDS },
      run: (params) => {
        const words = wordsOf(params);
        const message = messageOf(params, 'message to edit not found');
        const keyboard = keyboardOf(params.reply_markup, true);
        const isSame =
          words.html === message.html && JSON.stringify(keyboard) === JSON.stringify(message.keyboard);
        if (isSame)
          badRequest(
            'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
          );
        Object.assign(message, words, { keyboard });
        return asResult(chatOf(params.chat_id), message);
      },
    },
    editMessageReplyMarkup: {
      spec: { chat_id: 'integer', message_id: 'integer', 'reply_markup?': 'object' },
      run: (params) => {
        const message = messageOf(params, 'message to edit not found');
        const keyboard = keyboardOf(params.reply_markup, true);
        if (JSON.stringify(keyboard) === JSON.stringify(message.keyboard))
          badRequest('message is not modified');
        message.keyboard = keyboard;
        return asResult(chatOf(params.chat_id), message);
      },
    },
    deleteMessage: {
      spec: { chat_id: 'integer', message_id: 'integer' },
      run: (params) => {
        const message = messageOf(params, 'message to delete not found');
        const chat = chatOf(params.chat_id);
        chat.messages = chat.messages.filter((one) => one !== message);
        return true;
      },
    },
    answerCallbackQuery: {
      spec: { callback_query_id: 'string', 'text?': 'string', 'show_alert?': 'boolean' },
      run: ({ callback_query_id, text = '' }) => {
        const callback = state.callbacks.get(callback_query_id as string);
        if (String(text).length > 200) badRequest('MESSAGE_TOO_LONG');
        if (!callback || callback.answered)
          return badRequest('query is too old and response timeout expired or query ID is invalid');
        callback.answered = { text: String(text) };
        return true;
      },
    },
    getFile: {
      spec: { file_id: 'string' },
      run: ({ file_id }) => {
        const file = state.files.get(file_id as string);
        if (!file) return badRequest('invalid file_id');
        if (file.bytes.length > LARGEST_DOWNLOAD) badRequest('file is too big');
        return {
          file_id,
          file_unique_id: `u${String(file_id)}`,
          file_size: file.bytes.length,
          file_path: file.path,
        };
      },
    },
    sendDocument: {
      spec: {
        method: 'string',
        chat_id: 'integer',
        document: 'file',
        'caption?': 'string',
        'parse_mode?': 'string',
      },
      run: ({ chat_id, document, caption = '' }) => {
        const { filename: name, bytes } = document as UploadedFile;
        if (bytes.length > LARGEST_UPLOAD) throw new Refusal(413, 'Request Entity Too Large');
        if (bytes.length === 0) badRequest('file must be non-empty');
        if (String(caption).length > MOST_CAPTION) badRequest('message caption is too long');
        return put(chatOf(chat_id), { text: String(caption), keyboard: [], document: { name, bytes } });
      },
    },
    setMyCommands: {
      spec: { commands: 'array', 'scope?': 'object', 'language_code?': 'string' },
      run: ({ commands, language_code = '' }) => {
        const named = commands as Params[];
        if (named.length < 1 || named.length > 100) badRequest('BOT_COMMANDS_TOO_MUCH');
        for (const one of named) {
          assertParams({ command: 'string', description: 'string' }, one);
          if (!/^[a-z0-9_]{1,32}$/.test(String(one.command))) badRequest('BOT_COMMAND_INVALID');
          const { length } = String(one.description);
          if (length < 1 || length > 256) badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
        }
        if (language_code !== '' && !/^[a-z]{2}$/.test(String(language_code)))
          badRequest('LANG_CODE_INVALID');
        state.commands.set(String(language_code), named as never);
        return true;
      },
    },
    ...delivery.methods,
  };
}

function wordsOf({ text, parse_mode }: Params): { html: string; text: string } {
  const html = text as string;
  if (parse_mode !== undefined && parse_mode !== 'HTML') badRequest('unsupported parse_mode');
  const plain = (parse_mode === 'HTML' ? plainOf(html) : html).trim();
  if (plain === '') badRequest('message text is empty');
  if (plain.length > MOST_CHARACTERS) badRequest('message is too long');
  return { html, text: plain };
}
