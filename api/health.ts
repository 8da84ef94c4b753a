import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Registry } from 'prom-client';
import { DomainError } from '../domain/errors';
import { scrapeAccess } from '../platform/metrics/scrapeAccess';

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
    assertScraper(ctx, metricsToken);
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

const REFUSED = {
  denied: 'access.denied',
  token_missing: 'auth.token_missing',
  token_invalid: 'auth.token_invalid',
} as const;

function assertScraper(ctx: Context, token: string | undefined): void {
  const access = scrapeAccess(ctx.req, token);
  if (access !== 'allowed') throw new DomainError(REFUSED[access]);
}
