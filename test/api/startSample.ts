import { createSecretKey, randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import pino from 'pino';
import { Registry } from 'prom-client';
import { createApp, type AppDeps } from '../../api/app';
import { closeServer } from '../../api/closeServer';
import { createHttpServer } from '../../api/httpServer';
import type { Route } from '../../api/route';
import type { UserActor } from '../../domain/actor';

export const KEY = createSecretKey(randomBytes(32));
export const ISSUER = 'proverka';
export const AUDIENCE = 'proverka-api';
export const SESSION_ID = '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a11';
export const USER_ID = '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a12';

export const ACTOR: UserActor = {
  kind: 'user',
  user_id: USER_ID,
  role: 'executor',
  permissions: ['FILL_CHECKS'],
  area_id: null,
  locale: 'ru',
};

export interface TokenParts {
  claims?: object;
  options?: jwt.SignOptions;
  key?: jwt.Secret;
}

export function aToken({ claims = {}, options = {}, key = KEY }: TokenParts = {}): string {
  return jwt.sign({ sid: SESSION_ID, sub: USER_ID, ...claims }, key, {
    algorithm: 'HS256',
    issuer: ISSUER,
    audience: AUDIENCE,
    expiresIn: 900,
    ...options,
  });
}

export interface Sample {
  url: string;
  server: Server;
  /** What was logged, one object a line. */
  log: Record<string, unknown>[];
  /** A request under /api/v1 with a good token, unless told otherwise. */
  call: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
  stop: () => Promise<void>;
}

export interface CallOptions {
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  raw?: NonNullable<RequestInit['body']>;
  headers?: Record<string, string>;
  token?: string | null;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: ProblemBody;
}

/** What tests look at, of problems and of the sample's replies. */
export interface ProblemBody {
  code: string;
  title: string;
  detail: string;
  request_id: string;
  errors: { path: string; code: string; message: string }[];
  [name: string]: unknown;
}

export type SampleDeps = Partial<Omit<AppDeps, 'config' | 'routes'>> & {
  config?: Partial<AppDeps['config']>;
};

/** The real application on a free port, with routes of the test's own. */
export async function startSample(routes: readonly Route[], deps: SampleDeps = {}): Promise<Sample> {
  const log: Record<string, unknown>[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void log.push(JSON.parse(line)) });
  const app = createApp({
    routes,
    logger,
    registry: new Registry(),
    loadSession: async (sessionId) => (sessionId === SESSION_ID ? ACTOR : undefined),
    readiness: async () => ({ status: 'ok', parts: { postgres: { status: 'ok', latency_ms: 1 } } }),
    ...deps,
    config: {
      version: '0.0.0',
      checkReplies: true,
      secure: false,
      corsOrigins: ['https://panel.example'],
      jwt: { key: KEY, issuer: ISSUER, audience: AUDIENCE },
      ...deps.config,
    },
  });
  const server = createHttpServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, server, log, call: caller(`${url}/api/v1`), stop: () => closeServer(server, 100) };
}

function caller(base: string): Sample['call'] {
  return async (method, path, { body, raw, headers = {}, token = aToken() } = {}) => {
    const response = await fetch(base + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(token !== null && { Authorization: `Bearer ${token}` }),
        'Accept-Language': '*',
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(raw !== undefined && { body: raw }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
  };
}

/** `path code` of each fault. */
export const faultsIn = (answer: Answer) =>
  (answer.body.errors ?? []).map(({ path, code }) => `${path} ${code}`).sort();
