import type { Context, Middleware } from 'koa';
import { DomainError } from '../../domain/errors';
import { networkOf } from '../../domain/network';
import { type Allowance, type RequestLimiter, WINDOW_SECONDS } from '../../services/limits/requestLimiter';
import type { ApiState } from '../state';

export interface RequestLimits {
  limiter: RequestLimiter;
  /** Requests a minute. */
  perUser: number;
  perAddress: number;
}

const POLICY = 'RateLimit-Policy';
const STATE = 'RateLimit';

/**
 * Limits requests by address, to stand before the sign-in, and by user, to stand after it. The headers are those of
 * draft-ietf-httpapi-ratelimit-headers-10: each limit an item of a list, named "address" and "user".
 */
export function limitRequests({ limiter, perUser, perAddress }: RequestLimits) {
  const limited = (name: string, limit: number, subjectOf: (state: ApiState) => string) => {
    const policy = `"${name}";q=${limit};w=${WINDOW_SECONDS}`;
    const middleware: Middleware<ApiState> = async (ctx, next) => {
      const taken = limiter.take(subjectOf(ctx.state), limit);
      // Most often it is known at once: waiting would cost every request a turn of the queue.
      const allowance = taken instanceof Promise ? await taken : taken;
      tell(ctx, name, policy, allowance);
      if (!allowance.allowed)
        throw new DomainError('request.rate_limited', { params: { retry_after: allowance.resetSeconds } });
      await next();
    };
    return middleware;
  };
  return {
    byAddress: limited('address', perAddress, ({ address }) => `address:${networkOf(address)}`),
    byUser: limited('user', perUser, ({ actor }) => `user:${actor?.user_id ?? ''}`),
  };
}

function tell(ctx: Context, name: string, policy: string, { remaining, resetSeconds }: Allowance): void {
  const state = `"${name}";r=${remaining};t=${resetSeconds}`;
  const [policies, states] = [ctx.response.get(POLICY), ctx.response.get(STATE)];
  ctx.set(POLICY, policies ? `${policies}, ${policy}` : policy);
  ctx.set(STATE, states ? `${states}, ${state}` : state);
}
