import { mkdirSync, writeFileSync } from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventTarget, createEventQueue } from './events';
import { type FaultBox, type Faults, createFaults } from './faults';
import { createReplies } from './idempotency';
import { type BucketOptions, createBucket, operationLimit, queryLimit } from './limits';
import { methodsV2, objectOf, type Params } from './methodsV2';
import { methodsV3 } from './methodsV3';
import { type StubApplication, createOauth } from './oauth';
import { openPages } from './pages';
import { ACTING_USER, type Portal, openPortal } from './portal';
import { Refusal, wrongV3 } from './refusal';
import { type TaskDesk, createTaskDesk } from './tasks';

export interface StubOptions {
  /** 0 takes a free one. */
  port: number;
  host?: string;
  /** Holds its memory; without it a restart forgets. */
  folder?: string;
  /** Of the incoming webhook. */
  secret: string;
  application?: StubApplication;
  /** Where events go. */
  target?: EventTarget;
  /** `v2`: a portal without the third version, with comments in the old card. */
  api?: 'v2' | 'both';
  /** Whoever is asked for by e-mail works here. */
  hires?: boolean;
  /** The name of somebody who is hired so. */
  nameOf?: (email: string) => string | undefined;
  bucket?: BucketOptions;
  eventRetries?: number;
  eventPauseMs?: number;
  now?: () => Date;
}

export interface BitrixStub {
  url: string;
  webhookUrl: string;
  portal: Portal;
  desk: TaskDesk;
  faults: FaultBox;
  events: ReturnType<typeof createEventQueue>;
  /** Calls that were answered, by method. */
  calls: Record<string, number>;
  sendEventsTo(target: EventTarget | undefined): void;
  stop(): Promise<void>;
}

/** As long as real portals: a caller that was busy must not meet a connection that is just being closed. */
const KEPT_OPEN_MS = 65_000;
const MOST_BODY_BYTES = 40 * 1024 * 1024;

/** A stand-in for Bitrix24 that speaks both versions of its REST API over real HTTP. */
export async function startBitrixStub(options: StubOptions): Promise<BitrixStub> {
  const { folder, host = '127.0.0.1', api = 'both', now = () => new Date() } = options;
  const portal = openPortal(folder && join(folder, 'portal.json'), now, options.nameOf);
  const faults = createFaults();
  let target = options.target;
  const events = createEventQueue({
    ...{ target: () => target, faults, now },
    ...{ retries: options.eventRetries ?? 3, pauseMs: options.eventPauseMs ?? 2_000 },
  });
  const desk = createTaskDesk(portal, events.tell, now);
  const oauth = createOauth(portal, faults, options.application, now);
  const bucket = createBucket(options.bucket ?? { perSecond: 2, burst: 50 }, () => now().getTime());
  const byKey = createReplies(portal, now);
  const v3 = methodsV3(portal, desk);
  const v2 = methodsV2({
    ...{ portal, desk, chats: api === 'both', hires: options.hires ?? false },
    keepFile(id, bytes) {
      if (folder === undefined) return;
      mkdirSync(join(folder, 'files'), { recursive: true, mode: 0o700 });
      writeFileSync(join(folder, 'files', String(id)), bytes);
    },
  });
  const page = openPages({ portal, desk, faults, folder, now });
  const calls: Record<string, number> = {};

  function strike(): void {
    if (faults.strikes('queryLimits')) throw queryLimit();
    if (faults.strikes('operationLimits')) throw operationLimit();
    if (faults.strikes('serverErrors'))
      throw new Refusal(500, 'INTERNAL_SERVER_ERROR', 'Internal server error');
    bucket.pour();
  }

  function assertKnown(user: string | undefined, secret: string | undefined, params: Params): void {
    if (user === undefined) return oauth.assertAccess(params.auth);
    if (Number(user) !== ACTING_USER || secret !== options.secret)
      throw new Refusal(401, 'NO_AUTH_FOUND', 'Wrong authorization data');
  }

  /** Undefined where no call of the API is meant. */
  function run(path: string, body: string, request: IncomingMessage): Outcome | undefined {
    const match = /^\/rest\/(api\/)?(?:(\d+)\/([^/]+)\/)?([a-z.]+?)(?:\.json)?$/.exec(path);
    if (!match) return undefined;
    const [, third, user, secret, method = ''] = match;
    try {
      strike();
      const params = objectOf(parsed(body, third !== undefined));
      assertKnown(user, secret, params);
      if (third === undefined) {
        const found = v2[method];
        if (!found) throw new Refusal(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!');
        return { method, status: 200, body: { ...found(params), time: timeOf(now()) } };
      }
      const found = api === 'both' ? v3[method] : undefined;
      if (!found) throw new Refusal(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!');
      const key = request.headers['idempotency-key'];
      const { reply, replayed } = byKey(method, key?.toString(), body, () => found(params));
      return {
        ...{ method, status: 200, body: { result: reply, time: timeOf(now()) } },
        headers: {
          ...(key !== undefined && { 'Idempotency-Key': key.toString() }),
          ...(replayed && { 'Idempotent-Replayed': 'true' }),
        },
      };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { method, status: error.status, body: faultBody(error, third !== undefined) };
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stub');
    if (url.pathname === '/stub/faults' && request.method === 'POST') {
      faults.set(JSON.parse(await textOf(request)) as Partial<Faults>);
      events.flush();
      return send(response, 200, { faults: faults.faults, injected: faults.injected });
    }
    if (faults.faults.down) {
      faults.count('down');
      request.socket.destroy();
      return;
    }
    if (faults.faults.delayMs > 0) await sleep(faults.faults.delayMs);
    if (url.pathname.startsWith('/oauth/token')) {
      try {
        return send(
          response,
          200,
          oauth.exchange(new URLSearchParams((await textOf(request)) || url.search)),
        );
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return send(response, error.status, { error: error.code, error_description: error.message });
      }
    }
    if (!url.pathname.startsWith('/rest/')) return page(request, response, url, () => textOf(request));
    const body = await textOf(request);
    const outcome = run(url.pathname, body, request);
    if (!outcome) return send(response, 404, { error: 'ERROR_METHOD_NOT_FOUND' });
    portal.save();
    calls[outcome.method] = (calls[outcome.method] ?? 0) + 1;
    if (outcome.status === 200 && faults.dropsReplyOf(outcome.method)) {
      request.socket.destroy();
      return;
    }
    send(response, outcome.status, outcome.body, outcome.headers);
  }

  const server = http.createServer({ keepAliveTimeout: KEPT_OPEN_MS }, (request, response) => {
    answer(request, response).catch((error: Error) => {
      if (!response.headersSent) send(response, 500, { error: 'STUB', error_description: error.message });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  return {
    ...{ url, portal, desk, faults, events, calls },
    webhookUrl: `${url}/rest/${ACTING_USER}/${options.secret}`,
    sendEventsTo: (to) => void (target = to),
    async stop() {
      events.stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

interface Outcome {
  method: string;
  status: number;
  body: object;
  headers?: Record<string, string>;
}

function parsed(body: string, third: boolean): unknown {
  if (body === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    throw third
      ? wrongV3('INVALIDJSONEXCEPTION', 'The body is not JSON')
      : new Refusal(400, 'INVALID_REQUEST', 'The body is not JSON');
  }
}

function faultBody({ code, message, validation }: Refusal, third: boolean): object {
  if (!third || !code.startsWith('BITRIX_REST_V3')) return { error: code, error_description: message };
  return { error: { code, message, ...(validation && { validation }) } };
}

function timeOf(at: Date): object {
  const seconds = at.getTime() / 1000;
  return {
    ...{ start: seconds, finish: seconds, duration: 0, processing: 0, operating: 0 },
    operating_reset_at: Math.floor(seconds) + 600,
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BODY_BYTES) throw new Error('The body is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function send(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}
