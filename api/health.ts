import { timingSafeEqual, createHash } from 'node:crypto';
import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Registry } from 'prom-client';
import { DomainError } from '../domain/errors';

export interface PartState {
  status: 'ok' | 'down';
  latency_ms: number | null;
}

export interface Readiness {
  /** `down` only without Postgres: answers are still accepted without the others. */
  status: 'ok' | 'degraded' | 'down';
  parts: Record<string, PartState>;
}

export interface HealthDeps {
  readiness: () => Promise<Readiness>;
  registry: Registry;
  metricsToken?: string;
}

export function mountHealth(router: Router, { readiness, registry, metricsToken }: HealthDeps): void {
  router.get('/health', (ctx) => {
    ctx.state.route = '/health';
    json(ctx, 200, { status: 'ok' });
  });
  router.get('/health/ready', async (ctx) => {
    ctx.state.route = '/health/ready';
    const state = await readiness();
    json(ctx, state.status === 'down' ? 503 : 200, state);
  });
  router.get('/metrics', async (ctx) => {
    ctx.state.route = '/metrics';
    if (!isLocal(ctx)) assertToken(ctx.get('Authorization'), metricsToken);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = await registry.metrics();
    ctx.set('Content-Type', registry.contentType);
  });
}

function json(ctx: Context, status: number, body: object): void {
  ctx.set('Cache-Control', 'no-store');
  ctx.status = status;
  ctx.body = body;
}

/** By the socket alone. A proxy on the same machine is no reason for trust: what it forwards comes from elsewhere. */
function isLocal(ctx: Context): boolean {
  if (ctx.headers['x-forwarded-for'] !== undefined || ctx.headers.forwarded !== undefined) return false;
  const address = ctx.req.socket.remoteAddress ?? '';
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

function assertToken(header: string, token: string | undefined): void {
  if (token === undefined) throw new DomainError('access.denied');
  if (header === '') throw new DomainError('auth.token_missing');
  if (!timingSafeEqual(digest(header), digest(`Bearer ${token}`)))
    throw new DomainError('auth.token_invalid');
}

const digest = (text: string) => createHash('sha256').update(text).digest();
