import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { ApiState } from '../state';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** One log line and one observation a request, when the reply is sent or the caller has gone. Paths without their query. */
export function observe({ logger, registry }: { logger: Logger; registry: Registry }): Middleware<ApiState> {
  const durations = new Histogram({
    name: 'proverka_http_request_duration_seconds',
    help: 'Duration of HTTP requests by route',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const errors = new Counter({
    name: 'proverka_http_errors_total',
    help: 'Requests answered with a problem, by route and its code',
    labelNames: ['route', 'code'] as const,
    registers: [registry],
  });
  return (ctx, next) => {
    const startedNs = process.hrtime.bigint();
    ctx.res.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - startedNs) / 1e9;
      const { route = 'unmatched', problem } = ctx.state;
      const method = METHODS.has(ctx.method) ? ctx.method : 'other';
      // How long a stream was open is no duration of a request.
      if (ctx.response.type !== 'text/event-stream')
        durations.observe({ method, route, status: ctx.status }, seconds);
      if (problem) errors.inc({ route, code: problem });
      tell(logger, ctx, seconds);
    });
    return next();
  };
}

function tell(logger: Logger, ctx: Context & { state: ApiState }, seconds: number): void {
  const { requestId, address, route, actor, failure } = ctx.state;
  const line = {
    request_id: requestId,
    method: ctx.method,
    path: ctx.path,
    ...(route !== undefined && { route }),
    status: ctx.status,
    duration_ms: Math.round(seconds * 10_000) / 10,
    ...(actor && { user_id: actor.user_id }),
    address,
    ...(!ctx.res.writableFinished && { aborted: true }),
  };
  if (failure === undefined) logger.info(line, 'request');
  else logger.error({ ...line, err: failure }, 'request failed');
}
