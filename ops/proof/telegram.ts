import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface StandInForTelegram {
  token: string;
  root: string;
  /** A person writes to the bot. */
  says(text: string): void;
  stop(): Promise<void>;
}

const TOKEN = '123456:a-token-of-the-proof-only';
const CHAT = 4711;

/** Takes every call of the Bot API with a yes, but turns the first message away (429) and breaks at the second (500). */
export async function standInForTelegram(): Promise<StandInForTelegram> {
  const updates: object[] = [];
  let messages = 0;

  async function reply(method: string): Promise<[status: number, body: object]> {
    if (method === 'getUpdates') {
      if (updates.length === 0) await delay(500);
      return [200, { ok: true, result: updates.splice(0) }];
    }
    if (method === 'getMe')
      return [200, { ok: true, result: { id: 1, is_bot: true, first_name: 'Bot', username: 'proof_bot' } }];
    if (method === 'sendMessage') {
      messages += 1;
      if (messages === 1)
        return [
          429,
          { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 1 } },
        ];
      if (messages === 2) return [500, { ok: false, error_code: 500, description: 'Internal' }];
      return [
        200,
        { ok: true, result: { message_id: messages, date: 0, chat: { id: CHAT, type: 'private' } } },
      ];
    }
    return [200, { ok: true, result: true }];
  }

  const server = createServer((request, response) => {
    void drained(request)
      .then(() => reply(request.url?.split('/').at(-1) ?? ''))
      .then(([status, body]) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const from = { id: CHAT, is_bot: false, first_name: 'Ольга', language_code: 'ru' };
  let update_id = 0;
  return {
    token: TOKEN,
    root: `http://127.0.0.1:${port}`,
    says(text) {
      update_id += 1;
      const message = { message_id: update_id, date: 0, text, from, chat: { id: CHAT, type: 'private' } };
      updates.push({ update_id, message });
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function drained(request: IncomingMessage): Promise<void> {
  for await (const part of request) void part;
}
