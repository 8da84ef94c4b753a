import { BitrixFault, faultOfReply } from './fault';
import { trimmed } from './trimmed';

/** What is written down of a call; secrets are left out of it. */
export interface CallRecord {
  at: Date;
  method: string;
  action_id: string | null;
  status: 'ok' | 'retryable' | 'refused';
  http_status: number | null;
  duration_ms: number;
  request: unknown;
  response: unknown;
  error: string | null;
}

/** Access tokens of an application. */
export interface TokenSource {
  current(): Promise<string>;
  /** A younger one than `stale`; asked for by several at once, one of them fetches it. */
  refreshed(stale: string): Promise<string>;
}

export type BitrixAccess =
  | { kind: 'webhook'; url: string }
  | { kind: 'oauth'; portal: string; tokens: TokenSource };

export interface TransportOptions {
  access: BitrixAccess;
  /** Hears of each call when it is over. What it throws is not the call's fault. */
  onCall: (record: CallRecord) => Promise<void>;
  /** Bitrix24 itself breaks a call off after a minute. */
  deadlineMs?: number;
  now?: () => Date;
}

export interface Call {
  version: 2 | 3;
  method: string;
  params: Record<string, unknown>;
  /** Idempotency-Key, for the third version. */
  key?: string;
  actionId?: string;
}

export interface Answer {
  result: unknown;
  next?: number;
}

const DEADLINE_MS = 60_000;
const MOST_REPLY_BYTES = 8 * 1024 * 1024;

export type Transport = (call: Call) => Promise<Answer>;

/**
 * One call of the REST API, to the configured host and nowhere else: redirects are refused.
 * @throws BitrixFault and nothing else
 */
export function createTransport({
  access,
  onCall,
  deadlineMs = DEADLINE_MS,
  now = () => new Date(),
}: TransportOptions): Transport {
  const base = access.kind === 'webhook' ? access.url : access.portal;
  const { origin, pathname } = new URL(base);
  const path = pathname.replace(/\/+$/, '').replace(/^\/rest/, '');
  const secret = access.kind === 'webhook' ? (path.split('/').at(-1) ?? '') : '';
  const addressOf = ({ version, method }: Call): string =>
    version === 3 ? `${origin}/rest/api${path}/${method}` : `${origin}/rest${path}/${method}.json`;

  async function send(call: Call, token: string | undefined): Promise<{ answer: Answer; status: number }> {
    const signal = AbortSignal.timeout(deadlineMs);
    let response: Response;
    let body: unknown;
    try {
      response = await fetch(addressOf(call), {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(call.key !== undefined && call.version === 3 && { 'idempotency-key': call.key }),
        },
        body: JSON.stringify({ ...call.params, ...(token !== undefined && { auth: token }) }),
        signal,
      });
      body = parsed(await textOf(response));
    } catch (error) {
      if (error instanceof BitrixFault) throw error;
      if (signal.aborted)
        throw new BitrixFault('transient', 'timeout', `No answer within ${deadlineMs / 1000} s`);
      throw new BitrixFault('transient', 'network', 'Bitrix24 cannot be reached');
    }
    if (response.status >= 300 && response.status < 400)
      throw new BitrixFault(
        'permanent',
        'redirect',
        'Bitrix24 sends us to another address, which is not followed: is the address of the portal right?',
        response.status,
      );
    const fault = faultOfReply(response.status, body, response.headers.get('retry-after'));
    if (fault) throw Object.assign(fault, { body });
    if (body === undefined)
      throw new BitrixFault('transient', 'unreadable', 'The answer is not JSON', response.status);
    const { result, next } = body as { result: unknown; next?: unknown };
    return {
      answer: { result, ...(typeof next === 'number' && { next }) },
      status: response.status,
    };
  }

  async function recorded(call: Call, token: string | undefined): Promise<Answer> {
    const at = now();
    const began = performance.now();
    const write = async (rest: Pick<CallRecord, 'status' | 'http_status' | 'response' | 'error'>) => {
      await onCall({
        ...{ at, method: call.method, action_id: call.actionId ?? null },
        duration_ms: Math.round(performance.now() - began),
        request: trimmed(call.params, [secret, token ?? '']),
        ...rest,
      }).catch(() => undefined);
    };
    try {
      const { answer, status } = await send(call, token);
      const response = trimmed(answer.result, [secret, token ?? '']);
      await write({ status: 'ok', http_status: status, response, error: null });
      return answer;
    } catch (error) {
      const fault = error as BitrixFault & { body?: unknown }; // `send` throws nothing else
      await write({
        status: fault.canPass ? 'retryable' : 'refused',
        http_status: fault.httpStatus,
        response: fault.body === undefined ? null : trimmed(fault.body, [secret, token ?? '']),
        error: fault.message,
      });
      throw error;
    }
  }

  return async (call) => {
    if (access.kind === 'webhook') return recorded(call, undefined);
    const token = await access.tokens.current();
    try {
      return await recorded(call, token);
    } catch (error) {
      if (!(error instanceof BitrixFault) || error.code !== 'expired_token') throw error;
      return recorded(call, await access.tokens.refreshed(token));
    }
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MOST_REPLY_BYTES) throw new BitrixFault('permanent', 'unreadable', 'The answer is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
