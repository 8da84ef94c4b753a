import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How calls are answered: with a yes, 429, or 500. */
type Mood = 'well' | 'flooded' | 'broken';

export interface StandInForTelegram {
  token: string;
  root: string;
  /** By which it shows that an update comes from it. */
  webhookSecret: string;
  mood: Mood;
  /** A person writes to the bot. */
  says(chat: number, text: string): Promise<void>;
  stop(): Promise<void>;
}

const TOKEN = '123456:a-token-of-the-proof-only';
const SECRET = 'a-secret-of-the-proof-only';

/** The Bot API; it turns the first message away (429) and breaks at the second (500), whatever its mood. */
export async function standInForTelegram(): Promise<StandInForTelegram> {
  let messages = 0;
  let webhook = '';

  function reply(method: string, body: string): [status: number, body: object] {
    if (method === 'sendMessage') messages += 1;
    const isMessage = method === 'sendMessage';
    if (standIn.mood === 'flooded' || (isMessage && messages === 1)) return FLOODED;
    if (standIn.mood === 'broken' || (isMessage && messages === 2)) return BROKEN;
    if (method === 'setWebhook') webhook = (JSON.parse(body) as { url: string }).url;
    if (method === 'getMe') return yes({ id: 1, is_bot: true, first_name: 'Bot', username: 'proof_bot' });
    return yes(isMessage ? { message_id: messages, date: 0, chat: { id: 1, type: 'private' } } : true);
  }

  const server = createServer((request, response) => {
    void textOf(request)
      .then((body) => reply(request.url?.split('/').at(-1) ?? '', body))
      .then(([status, body]) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let update_id = 0;
  const standIn: StandInForTelegram = {
    token: TOKEN,
    root: `http://127.0.0.1:${port}`,
    webhookSecret: SECRET,
    mood: 'well',
    async says(chat, text) {
      update_id += 1;
      const from = { id: chat, is_bot: false, first_name: 'Ольга', language_code: 'ru' };
      const message = { message_id: update_id, date: 0, text, from, chat: { id: chat, type: 'private' } };
      const response = await fetch(webhook, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
        body: JSON.stringify({ update_id, message }),
      });
      if (!response.ok) throw new Error(`The webhook takes no update: ${response.status}`);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return standIn;
}

type Reply = [status: number, body: object];

const yes = (result: unknown): Reply => [200, { ok: true, result }];
const FLOODED: Reply = [
  429,
  { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 1 } },
];
const BROKEN: Reply = [500, { ok: false, error_code: 500, description: 'Internal' }];

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}
