import type { Context, Middleware } from 'koa';
import type { PublicContext, RequestContext } from './requestContext';
import { bodyReader } from './input/readBody';
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
}

/** The handler of a route behind its validation. What can be computed once, is. */
export function mountRoute(route: Route, { checkReplies }: MountOptions): Middleware<ApiState> {
  const readParams = paramsReader(route);
  const readQuery = queryReader(route.query);
  const readBody = bodyReader(route);
  const send = replySender(route, checkReplies);
  const declared = new Set([...route.refuses, ...impliedRefusals(route)]);

  return async (ctx) => {
    const input = {
      params: readParams((ctx as Context & { params: Record<string, string> }).params),
      query: readQuery(ctx.querystring),
      headers: ctx.headers,
      ...(takesBody(route) && (await readBody(ctx))),
    };
    const result = await route
      .handle(contextOf(ctx), { body: undefined, ...input })
      .catch((error: unknown) => {
        if (checkReplies) assertDeclared(route, declared, error);
        throw error;
      });
    send(ctx, result);
  };
}

const takesBody = ({ method }: Route) => method !== 'get' && method !== 'delete';

function contextOf(ctx: Context & { state: ApiState }): PublicContext | RequestContext {
  const { requestId, actor, sessionId } = ctx.state;
  return {
    locale: localeOf(ctx),
    requestId,
    address: ctx.req.socket.remoteAddress ?? '',
    ...(actor && sessionId !== undefined && { actor, sessionId }),
  };
}
