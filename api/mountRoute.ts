import type { Context, Middleware } from 'koa';
import type { RequestCommand } from '../services/context';
import type { PublicContext, RequestContext } from './requestContext';
import { type Answer, type IdempotencyDeps, keyedReplies, takesKey } from './idempotency';
import { type ReceivedBody, bodyReader } from './input/readBody';
import { paramsReader } from './input/readParams';
import { queryReader } from './input/readQuery';
import { localeOf } from './middleware/locale';
import { assertDeclared, impliedRefusals } from './refusals';
import type { Route } from './route';
import { replySender } from './sendReply';
import type { ApiState } from './state';

export interface MountOptions {
  /** Replies and refusals that the route does not declare fail with 500: on everywhere but in production. */
  checkReplies: boolean;
  /** Without it Idempotency-Key is not looked at. */
  idempotency?: IdempotencyDeps;
}

/** The handler of a route behind its validation. What can be computed once, is. */
export function mountRoute(route: Route, { checkReplies, idempotency }: MountOptions): Middleware<ApiState> {
  const readParams = paramsReader(route);
  const readQuery = queryReader(route.query);
  const receive = bodyReader(route);
  const send = replySender(route, checkReplies);
  const declared = new Set([...route.refuses, ...impliedRefusals(route)]);
  const replyByKey = idempotency && takesKey(route) ? keyedReplies(route, idempotency) : undefined;

  return async (ctx) => {
    const received = takesBody(route) ? await receive(ctx) : NOTHING;
    const answer: Answer = async (handle, command) => {
      const input = {
        params: readParams((ctx as Context & { params: Record<string, string> }).params),
        query: readQuery(ctx.querystring),
        headers: ctx.headers,
        ...received.read(),
      };
      const result = await handle(contextOf(ctx, command), input).catch((error: unknown) => {
        if (checkReplies) assertDeclared(route, declared, error);
        throw error;
      });
      send(ctx, result);
    };
    if (replyByKey && ctx.headers['idempotency-key'] !== undefined) await replyByKey(ctx, received, answer);
    else await answer(route.handle);
  };
}

const NOTHING: ReceivedBody = { parts: [], read: () => ({ body: undefined }) };

const takesBody = ({ method }: Route) => method !== 'get' && method !== 'delete';

function contextOf(
  ctx: Context & { state: ApiState },
  command: RequestCommand | undefined,
): PublicContext | RequestContext {
  const { requestId, address, actor, sessionId, tokenExpiresAt } = ctx.state;
  return {
    locale: localeOf(ctx),
    requestId,
    address,
    ...(actor && sessionId !== undefined && tokenExpiresAt && { actor, sessionId, tokenExpiresAt }),
    ...(command && { command }),
  };
}
