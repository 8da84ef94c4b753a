import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DeliveryMoods, createDelivery } from './delivery';
import { createLimits } from './limits';
import { createMethods } from './methods';
import { type Params, assertParams, readForm } from './params';
import { Refusal } from './refusal';
import { type Account, type Call, type RefusedCall, createState } from './state';
import { createUser } from './user';

/** What the server does wrong. `lost reply`: it does what was asked for, and the answer is cut off. */
export type Mood = 'flood' | 'broken' | 'cut' | 'lost reply';

export interface Fault {
  method: string;
  mood: Mood;
  /** Seconds, of a flood. */
  retry_after?: number;
}

export interface FakeOptions extends DeliveryMoods {
  /** Keeps Telegram's limits on messages a second. */
  limited?: boolean;
  username?: string;
}

/** A Bot API server as the outside world has one, strict about what is published, with its moods. */
export async function startFakeTelegram({
  limited = false,
  username = 'proverka_bot',
  ...moods
}: FakeOptions = {}) {
  const token = `${Math.floor(Math.random() * 1e9)}:${randomUUID()}`;
  const state = createState({ id: 424_242, username });
  const delivery = createDelivery(moods);
  const methods = createMethods(state, delivery);
  const limits = createLimits();
  const faults: Fault[] = [];
  const calls: Call[] = [];
  const refusals: RefusedCall[] = [];
  let nextAccount = 5_000_000_000;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, root, ...rest] = (request.url ?? '').split('/');
    if (root === 'file') return giveFile(rest, response);
    const reply = (code: number, body: object) => {
      response.writeHead(code, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const name = rest[0] ?? '';
    const body = await bodyOf(request);
    const call: Call = { method: name, chat_id: undefined, at: Date.now(), params: {} };
    try {
      if (root !== `bot${token}`) throw new Refusal(401, 'Unauthorized');
      const method = methods[name];
      if (!method) throw new Refusal(404, 'Not Found: method not found');
      const type = request.headers['content-type'] ?? '';
      call.params = type.startsWith('multipart/')
        ? readForm(method.spec, body, type)
        : (JSON.parse(body.toString() || '{}') as Params);
      const { chat_id } = call.params;
      call.chat_id = typeof chat_id === 'number' ? chat_id : undefined;
      calls.push(call);
      assertParams(method.spec, call.params);
      const fault = faultOf(name);
      if (fault?.mood === 'cut') return void request.socket.destroy();
      if (fault?.mood === 'broken') throw new Refusal(502, 'Bad Gateway');
      if (fault?.mood === 'flood') {
        const retry_after = fault.retry_after ?? 1;
        throw new Refusal(429, `Too Many Requests: retry after ${retry_after}`, { retry_after });
      }
      if (limited) limits.count(name, call.chat_id);
      const result = await method.run(call.params);
      if (fault?.mood === 'lost reply') return void request.socket.destroy();
      reply(200, { ok: true, result });
    } catch (error) {
      const { code, message, parameters } =
        error instanceof Refusal ? error : new Refusal(500, `Internal: ${String(error)}`);
      refusals.push({ ...call, code, description: message });
      reply(code, { ok: false, error_code: code, description: message, ...(parameters && { parameters }) });
    }
  }

  function faultOf(method: string): Fault | undefined {
    const at = faults.findIndex((fault) => fault.method === method);
    return at < 0 ? undefined : faults.splice(at, 1)[0];
  }

  function giveFile([bot, ...path]: string[], response: ServerResponse): void {
    const file = [...state.files.values()].find((one) => one.path === path.join('/'));
    if (bot !== `bot${token}` || !file) {
      response.writeHead(404);
      response.end();
    } else if (faultOf('file')) {
      response.writeHead(200, { 'content-length': file.bytes.length });
      response.write(file.bytes.subarray(0, file.bytes.length / 2), () => response.destroy());
    } else response.end(file.bytes);
  }

  // A bot that was busy must not meet a connection that is just being closed.
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    token,
    root: `http://127.0.0.1:${port}`,
    user(over: Partial<Account> = {}) {
      return createUser(state, delivery, { id: nextAccount++, name: 'Иван', language_code: 'ru', ...over });
    },
    /** Faults of the next calls of these methods, one each; `file` is a download. */
    fail: (...next: Fault[]) => void faults.push(...next),
    waitingFaults: () => faults.length,
    moods: delivery.moods,
    /** Every call with a good token, refused ones included. */
    calls,
    refusals,
    /** Refusals that say that we asked for something wrong: a test that ends with any has found a bug. */
    ourFaults: () => refusals.filter(({ code, description }) => code === 400 && !EXPECTED.test(description)),
    /** Presses that the bot has left without an answer. */
    unanswered: () =>
      [...state.callbacks.values()].filter(({ answered }) => !answered).map(({ data }) => data),
    commands: (language = '') => state.commands.get(language),
    webhook: delivery.webhook,
    /** Updates that have not been handed out. */
    waiting: delivery.waiting,
    async stop() {
      delivery.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** They come of moments that nobody can foresee: a repeat after a lost reply, a message that a person has deleted. */
const EXPECTED = /not modified|to edit not found|to delete not found|query is too old/;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

export type FakeTelegram = Awaited<ReturnType<typeof startFakeTelegram>>;
