import { accessToken } from './accessToken';
import { language } from '../words/language';
import { ApiProblem, ofAnother, problemOf, unreachable } from './problem';
import { newId } from './newId';
import { keep, kept } from './store';

export { ApiProblem } from './problem';

const BASE = '/api/v1';
const GIVE_UP_MS = 20_000;
/** A photo over a hall's network. */
const GIVE_UP_UPLOAD_MS = 120_000;

interface Tokens {
  access_token: string;
  refresh_token: string;
}

interface CallOptions {
  /** Idempotency-Key: however often the call is repeated, it is done once. */
  key?: string;
  headers?: Record<string, string>;
  /** Id of the person in whose name alone it may be sent. */
  as?: string;
}

let refreshing: Promise<boolean> | undefined;
let onSignedOut: () => void = () => undefined;
let onOther: () => void = () => undefined;

/** Told when the session is over. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

let onDenied: () => void = () => undefined;

/** Told when something was refused that this person may not do: perhaps they may not any more. */
export function whenDenied(listener: () => void): void {
  onDenied = listener;
}

/** Told when another person has signed in on this device, in another tab. */
export function whenOther(listener: () => void): void {
  onOther = listener;
}

async function send(
  method: string,
  path: string,
  body: unknown,
  { key, headers, as }: CallOptions,
): Promise<Response> {
  if (as !== undefined && as !== (accessToken.owner() ?? as)) throw ofAnother();
  const isForm = body instanceof FormData;
  const token = accessToken.get();
  try {
    return await fetch(BASE + path, {
      method,
      signal: AbortSignal.timeout(isForm ? GIVE_UP_UPLOAD_MS : GIVE_UP_MS),
      headers: {
        'accept-language': language(),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
        ...headers,
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
  } catch {
    throw unreachable();
  }
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  options: CallOptions = {},
): Promise<Response> {
  if (!accessToken.get()) await refresh();
  let response = await send(method, path, body, options);
  if (response.status === 401 && (await refresh())) response = await send(method, path, body, options);
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (response.status === 401) onSignedOut();
  if (response.status === 403) onDenied();
  throw problem;
}

async function json<T>(method: string, path: string, body?: unknown, options?: CallOptions): Promise<T> {
  const response = await call(method, path, body, options);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

export const api = {
  get: <T>(path: string, options?: CallOptions) => json<T>('GET', path, undefined, options),
  post: <T>(path: string, body: unknown = {}, options?: CallOptions) => json<T>('POST', path, body, options),
  patch: <T>(path: string, body: unknown) => json<T>('PATCH', path, body),
  put: <T>(path: string, body: unknown, options?: CallOptions) => json<T>('PUT', path, body, options),
  delete: <T = void>(path: string) => json<T>('DELETE', path),
  blob: async (path: string) => (await call('GET', path)).blob(),
};

/** @throws ApiProblem `auth.bad_credentials`, `auth.too_many_attempts` */
export async function signIn(username: string, password: string): Promise<void> {
  const response = await send('POST', '/auth/login', { username, password }, {});
  if (!response.ok) throw await problemOf(response);
  await take((await response.json()) as Tokens);
}

export async function signOut(): Promise<void> {
  await call('POST', '/auth/logout', {}).catch(() => undefined);
  accessToken.set(undefined);
}

async function take({ access_token, refresh_token }: Tokens): Promise<void> {
  const before = accessToken.owner();
  accessToken.set(access_token);
  if (before !== undefined && before !== accessToken.owner()) onOther();
  await keep('refresh_token', refresh_token);
}

/** One at a time, over all tabs: a refresh token is good once. False where the session is over. */
export function refresh(): Promise<boolean> {
  refreshing ??= inTurn(renew).finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

async function renew(): Promise<boolean> {
  const refresh_token = await kept<string>('refresh_token');
  if (!refresh_token) return false;
  const attempt_id = await attemptOf(refresh_token);
  const response = await send('POST', '/auth/refresh', { refresh_token, attempt_id }, {});
  if (response.ok) {
    await take((await response.json()) as Tokens);
    return true;
  }
  if (response.status !== 401) throw await problemOf(response);
  accessToken.set(undefined);
  return false;
}

/** Kept before the try: where its reply is lost, by a reload or the network, the same try is made again. */
async function attemptOf(token: string): Promise<string> {
  const known = await kept<{ token: string; id: string }>('refresh_attempt');
  if (known?.token === token) return known.id;
  const id = newId();
  await keep('refresh_attempt', { token, id });
  return id;
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request('proverka-session', work) : work();
}

export function isOffline(error: unknown): boolean {
  return error instanceof ApiProblem && error.offline;
}
