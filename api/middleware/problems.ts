import Koa, { type Context, type Middleware } from 'koa';
import { DomainError } from '../../domain/errors';
import { problemOf, retryAfterSeconds } from '../problem';
import type { ApiState } from '../state';
import { localeOf } from './locale';

const CHALLENGES: Partial<Record<string, string>> = {
  'auth.token_invalid': ', error="invalid_token", error_description="token invalid"',
  'auth.token_expired': ', error="invalid_token", error_description="token expired"',
  'auth.session_ended': ', error="invalid_token", error_description="session ended"',
};

/** Turns whatever was thrown into a problem document. Of an unforeseen error the caller learns only the request id. */
export function problems(): Middleware<ApiState> {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      sendProblem(ctx, refusalOf(ctx, error));
    }
  };
}

function refusalOf(ctx: Context & { state: ApiState }, error: unknown): DomainError {
  if (error instanceof DomainError) {
    if (error.code === 'internal') ctx.state.failure = error;
    return error;
  }
  // Koa and Node refuse what they cannot parse by such errors, for example a broken percent sequence.
  if (error instanceof Koa.HttpError && error.status < 500) return new DomainError('request.invalid');
  ctx.state.failure = error;
  return new DomainError('internal');
}

/** Makes a refusal the reply. */
export function sendProblem(ctx: Context & { state: ApiState }, error: DomainError): void {
  const problem = problemOf(error, localeOf(ctx), ctx.state.requestId);
  const retryAfter = retryAfterSeconds(error);
  if (retryAfter !== undefined) ctx.set('Retry-After', String(retryAfter));
  if (problem.status === 401)
    ctx.set('WWW-Authenticate', `Bearer realm="proverka"${CHALLENGES[error.code] ?? ''}`);
  ctx.state.problem = error.code;
  ctx.status = problem.status;
  ctx.vary('Accept-Language');
  ctx.set('Cache-Control', 'no-store');
  ctx.body = JSON.stringify(problem);
  ctx.type = 'application/problem+json';
}
