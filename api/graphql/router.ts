import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { mountAsset } from '../pages/asset';
import { GRAPHIQL, GRAPHIQL_PAGE } from '../pages/graphiql';
import type { ApiState } from '../state';
import { type AnswerDeps, createAnswer } from './answer';
import { readRequest } from './request';

const PATH = '/graphql';
const QUERY_TIMEOUT_MS = 10_000;

export interface GraphqlDeps extends Omit<AnswerDeps, 'timeoutMs'> {
  /** Browsers are given GraphiQL. */
  graphiql: boolean;
  timeoutMs?: number;
}

/** `/graphql`: reads what REST gives, by the same services and policies. `signedIn` signs callers in as for REST. */
export function graphqlRouter(
  { graphiql, timeoutMs = QUERY_TIMEOUT_MS, ...deps }: GraphqlDeps,
  signedIn: readonly Middleware<ApiState>[],
): Router {
  const router = new Router();
  const answer = createAnswer({ ...deps, timeoutMs });
  const label: Middleware<ApiState> = (ctx, next) => {
    ctx.state.route = PATH;
    return next();
  };
  const handle: Middleware<ApiState> = async (ctx) => answer(ctx, await readRequest(ctx));
  const reading = [label, ...(graphiql ? [page] : []), ...signedIn, handle];
  router.register(PATH, ['get'], reading as Handlers);
  router.register(PATH, ['post'], [label, ...signedIn, handle] as Handlers);
  if (graphiql) for (const [path, asset] of Object.entries(GRAPHIQL)) mountAsset(router, path, asset);
  return router;
}

/** The router types its own context; ours is Koa's with our state. */
type Handlers = Parameters<Router['register']>[2];

function page(ctx: Context, next: () => Promise<unknown>): unknown {
  ctx.vary('Accept');
  if (ctx.accepts('json', 'html') !== 'html') return next();
  ctx.set(GRAPHIQL_PAGE.headers(ctx.response.get('Content-Security-Policy')));
  ctx.body = GRAPHIQL_PAGE.text;
  return undefined;
}
