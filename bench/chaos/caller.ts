import { setTimeout as delay } from 'node:timers/promises';

export interface Reply {
  status: number;
  body: Record<string, unknown>;
}

export interface Request {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  body?: object;
  /** Idempotency-Key: however often it is repeated, it is done once. */
  key?: string;
}

/** Longer than the product's own deadline for commands. */
const GIVE_UP_MS = 15_000;
const PAUSE_MS = 250;

/** One attempt; undefined when no reply came, or one that tells to try again. */
async function attempt(url: string, token: string | undefined, request: Request): Promise<Reply | undefined> {
  try {
    const response = await fetch(`${url}/api/v1${request.path}`, {
      method: request.method,
      signal: AbortSignal.timeout(GIVE_UP_MS),
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(request.key && { 'idempotency-key': request.key }),
        ...(request.body && { 'content-type': 'application/json' }),
      },
      ...(request.body && { body: JSON.stringify(request.body) }),
    });
    const text = await response.text();
    const body = text ? JSON.parse(text) : {};
    const isForLater =
      response.status >= 500 || response.status === 429 || body.code === 'idempotency.in_progress';
    return isForLater ? undefined : { status: response.status, body };
  } catch {
    return undefined;
  }
}

/** A person's device: it repeats what got no reply until it gets one, and signs in again when it has to. */
export function createCaller(url: string, username: string, password: string) {
  let token: string | undefined;

  async function signIn(): Promise<void> {
    for (;;) {
      const body = { username, password };
      const reply = await attempt(url, undefined, { method: 'POST', path: '/auth/login', body });
      if (reply && reply.status !== 200) throw new Error(`${username} cannot sign in: ${reply.status}`);
      token = reply?.body.access_token as string | undefined;
      if (token) return;
      await delay(PAUSE_MS);
    }
  }

  /** `unanswered` hears of each attempt that may have been carried out without a reply. */
  return async function call(request: Request, unanswered: () => void = () => undefined): Promise<Reply> {
    for (;;) {
      if (!token) await signIn();
      const reply = await attempt(url, token, request);
      if (reply && reply.status !== 401) return reply;
      if (reply) token = undefined;
      else {
        unanswered();
        await delay(PAUSE_MS);
      }
    }
  };
}

export type Caller = ReturnType<typeof createCaller>;
