import { Telegram } from 'telegraf';
import { faultOf } from './faults';
import {
  BotFault,
  type BotFaultKind,
  type BotFile,
  type BotGateway,
  type BotMessage,
  type RawUpdate,
} from './gateway';

export interface BotApiOptions {
  token: string;
  /** Without a slash at its end. */
  apiRoot: string;
  /** Waits for a turn to speak to the chat, where speaking is paced. */
  turn?: (chatId: number, kind: 'new' | 'edit') => Promise<void>;
  /** Hears of each call of the Bot API when it is over. */
  onCall?: (call: BotCall) => void;
}

export interface BotCall {
  method: string;
  result: 'ok' | BotFaultKind;
  seconds: number;
}

/** Of what people do in private chats; nothing else is sent to us. */
const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;

const CALL_MS = 15_000;
const FILE_MS = 60_000;
/** More than this Telegram does not give to bots. */
const LARGEST_FILE_BYTES = 20 * 1024 * 1024;
const LONGEST_TOAST = 200;

type Call = Telegram['callApi'];
type CallOptions = NonNullable<Parameters<Call>[2]>;

/** The Bot API over HTTP. The token stands in every address, so no address ever gets into an error. */
export function createBotApi({ token, apiRoot, turn, onCall }: BotApiOptions): BotGateway {
  const telegram = new Telegram(token, { apiRoot, webhookReply: false });

  async function call<M extends Parameters<Call>[0]>(
    method: M,
    payload: Parameters<typeof telegram.callApi<M>>[1],
    { ms = CALL_MS, signal }: { ms?: number; signal?: AbortSignal } = {},
  ): Promise<ReturnType<typeof telegram.callApi<M>>> {
    const began = performance.now();
    const tell = (result: BotCall['result']) =>
      onCall?.({ method, result, seconds: (performance.now() - began) / 1000 });
    const timeout = AbortSignal.timeout(ms);
    // Node's own signal is what the library's older declaration describes.
    const signals = (signal ? AbortSignal.any([timeout, signal]) : timeout) as unknown as NonNullable<
      CallOptions['signal']
    >;
    try {
      const answer = await telegram.callApi(method, payload, { signal: signals });
      tell('ok');
      return answer;
    } catch (error) {
      const fault = faultOf(error, token);
      if (!signal?.aborted) tell(fault.kind);
      throw fault;
    }
  }

  return {
    async send(chatId, message) {
      await turn?.(chatId, 'new');
      const { message_id } = await call('sendMessage', {
        chat_id: chatId,
        ...wordsOf(message),
        ...(message.silent && { disable_notification: true }),
      });
      return { message_id };
    },

    async edit(chatId, messageId, message) {
      await turn?.(chatId, 'edit');
      try {
        await call('editMessageText', {
          chat_id: chatId,
          message_id: messageId,
          // Without it the former buttons would stay.
          reply_markup: { inline_keyboard: [] },
          ...wordsOf(message),
        } as Parameters<typeof telegram.callApi<'editMessageText'>>[1]); // inline_message_id is for another kind of message
      } catch (error) {
        if (!isUnchanged(error)) throw error;
      }
    },

    async remove(chatId, messageId) {
      try {
        await call('deleteMessage', { chat_id: chatId, message_id: messageId });
      } catch (error) {
        if (!(error instanceof BotFault) || !['gone', 'permanent'].includes(error.kind)) throw error;
        await call('editMessageReplyMarkup', {
          chat_id: chatId,
          message_id: messageId,
          reply_markup: { inline_keyboard: [] },
        } as Parameters<typeof telegram.callApi<'editMessageReplyMarkup'>>[1]).catch((last: unknown) => {
          if (!(last instanceof BotFault) || !['gone', 'permanent'].includes(last.kind)) throw last;
        });
      }
    },

    async answerCallback(id, text) {
      try {
        await call('answerCallbackQuery', {
          callback_query_id: id,
          ...(text && { text: cut(text, LONGEST_TOAST) }),
        });
      } catch (error) {
        if (!(error instanceof BotFault) || error.kind !== 'gone') throw error;
      }
    },

    async download(fileId) {
      const file = await call('getFile', { file_id: fileId });
      const path = file.file_path;
      if (path === undefined) throw new BotFault('permanent', 'The file cannot be downloaded');
      if ((file.file_size ?? 0) > LARGEST_FILE_BYTES) throw new BotFault('permanent', 'The file is too big');
      return contentOf(`${apiRoot}/file/bot${token}/${path}`, path);
    },

    async sendDocument(chatId, { bytes, name, caption }) {
      await turn?.(chatId, 'new');
      const { message_id } = await call(
        'sendDocument',
        {
          chat_id: chatId,
          document: { source: bytes, filename: name } as never, // what the library takes for an upload, beyond its own type
          ...(caption && { caption }),
        },
        { ms: FILE_MS },
      );
      return { message_id };
    },

    async setCommands(commands, language) {
      await call('setMyCommands', {
        commands: [...commands],
        ...(language && { language_code: language }),
      });
    },

    async getMe() {
      const { id, username } = await call('getMe', {});
      return { id, username };
    },

    async getUpdates(offset, waitSeconds, signal) {
      const updates = await call(
        'getUpdates',
        { offset, timeout: waitSeconds, allowed_updates: [...ALLOWED_UPDATES] },
        { ms: CALL_MS + waitSeconds * 1000, ...(signal && { signal }) },
      );
      return updates as RawUpdate[];
    },

    async setWebhook(url, secret) {
      await call('setWebhook', { url, secret_token: secret, allowed_updates: [...ALLOWED_UPDATES] });
    },

    async deleteWebhook() {
      await call('deleteWebhook', {});
    },
  };
}

function wordsOf({ html, keyboard = [] }: BotMessage) {
  return {
    text: html,
    parse_mode: 'HTML' as const,
    link_preview_options: { is_disabled: true },
    ...(keyboard.length > 0 && {
      reply_markup: {
        inline_keyboard: keyboard.map((row) =>
          row.map((button) =>
            'url' in button
              ? { text: button.text, url: button.url }
              : { text: button.text, callback_data: button.data },
          ),
        ),
      },
    }),
  };
}

async function contentOf(url: string, path: string): Promise<BotFile> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FILE_MS) }).catch(() => {
    throw new BotFault('transient', 'The file could not be fetched');
  });
  if (!response.ok)
    throw new BotFault(
      response.status >= 500 || response.status === 429 ? 'transient' : 'gone',
      `The file could not be fetched: ${response.status}`,
    );
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of response.body ?? []) {
      size += part.length;
      if (size > LARGEST_FILE_BYTES) throw new BotFault('permanent', 'The file is too big');
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof BotFault) throw error;
    throw new BotFault('transient', 'The file broke off');
  }
  return { bytes: Buffer.concat(parts), name: path.slice(path.lastIndexOf('/') + 1) };
}

const isUnchanged = (error: unknown): boolean =>
  error instanceof BotFault && error.message.includes('message is not modified');

/** By characters as people see them, so that no emoji is cut in two. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = [...new Intl.Segmenter().segment(text)].reduce(
    (sum, { segment }) => (sum.length + segment.length < most ? sum + segment : sum),
    '',
  );
  return `${kept}…`;
}
