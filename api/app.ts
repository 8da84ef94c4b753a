import type { KeyObject } from 'node:crypto';
import Router from '@koa/router';
import Koa, { type Middleware } from 'koa';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { UserActor } from '../domain/actor';
import type { Services } from '../services/context';
import { type GraphqlDeps, graphqlRouter } from './graphql/router';
import { mountHealth, type Readiness } from './health';
import type { IdempotencyDeps } from './idempotency';
import { clientAddress } from './middleware/clientAddress';
import { authenticate } from './middleware/authenticate';
import { crossOrigin } from './middleware/crossOrigin';
import { type RequestLimits, limitRequests } from './middleware/limitRequests';
import { observe } from './middleware/observe';
import { problems } from './middleware/problems';
import { requestId } from './middleware/requestId';
import { securityHeaders } from './middleware/securityHeaders';
import { urlLimits } from './middleware/urlLimits';
import { unmatched } from './middleware/unmatched';
import { mountRoute } from './mountRoute';
import { openApiOf } from './openapi';
import { mountPages } from './pages/mountPages';
import type { Route } from './route';
import type { ApiState } from './state';
import { TAGS } from './tags';

export const API_PREFIX = '/api/v1';

const LIMITED = [API_PREFIX, '/graphql'];

export interface ApiConfig {
  version: string;
  /** Replies that do not match their route's document fail with 500: everywhere but in production. */
  checkReplies: boolean;
  /** Served over TLS. */
  secure: boolean;
  corsOrigins: readonly string[];
  /** Opens /metrics beyond this machine. */
  metricsToken?: string;
  /** Proxies of ours in front, each of which adds to X-Forwarded-For; none unless told. */
  trustedProxies?: number;
  jwt: { key: KeyObject; issuer: string; audience: string };
}

export interface AppDeps {
  config: ApiConfig;
  routes: readonly Route[];
  logger: Logger;
  registry: Registry;
  loadSession: (sessionId: string, userId: string) => Promise<UserActor | undefined>;
  readiness: () => Promise<Readiness>;
  /** Where Idempotency-Key is taken: makes the same routes over other services, in the same order. */
  idempotency?: { services: Services; routesOf: (services: Services) => readonly Route[] };
  /** Absent where requests are not limited. */
  limits?: RequestLimits;
  /** Absent where there is no /graphql. */
  graphql?: GraphqlDeps;
  /** Doors beside the API, for example the bucket's path or a webhook: run before the routes, within logs and problems. */
  doors?: readonly Middleware[];
}

/** The HTTP application; who listens, and where, is the caller's. */
export function createApp(deps: AppDeps): Koa<ApiState> {
  const { config, logger, registry } = deps;
  const app = new Koa<ApiState>();
  app.on('error', (error: Error) => logger.warn({ err: error }, 'reply could not be sent'));
  app.use(requestId());
  app.use(clientAddress(config.trustedProxies ?? 0));
  app.use(observe({ logger, registry }));
  app.use(securityHeaders({ secure: config.secure }));
  app.use(crossOrigin(config.corsOrigins));
  app.use(problems());
  app.use(urlLimits());
  const limits = deps.limits && limitRequests(deps.limits);
  if (limits) app.use(onlyUnder(LIMITED, limits.byAddress));
  for (const door of deps.doors ?? []) app.use(door);
  app.use(pagesRouter(deps).routes());
  const signedIn = [
    authenticate({ ...config.jwt, loadSession: deps.loadSession }),
    ...(limits ? [limits.byUser] : []),
  ];
  if (deps.graphql) app.use(graphqlRouter(deps.graphql, signedIn).routes());
  app.use(apiRouter(deps, signedIn).routes());
  app.use(unmatched());
  return app;
}

function pagesRouter({ config, routes, registry, readiness }: AppDeps): Router {
  const router = new Router();
  mountHealth(router, {
    readiness,
    registry,
    ...(config.metricsToken !== undefined && { metricsToken: config.metricsToken }),
  });
  const document = openApiOf(routes, {
    title: 'Proverka API',
    version: config.version,
    description:
      'Checks on the shop floor. Words follow Accept-Language (ru, en); errors are RFC 9457 problems.',
    tags: TAGS,
  });
  mountPages(router, { version: config.version, openApi: JSON.stringify(document) });
  return router;
}

/** Of routes that fit, the one with the fewest parameters: `/templates/import` before `/templates/{template_id}`. */
function apiRouter(
  { config, routes, idempotency }: AppDeps,
  signedIn: readonly Middleware<ApiState>[],
): Router {
  const router = new Router({ prefix: API_PREFIX, exclusive: 'specificity' });
  routes.forEach((route, index) => {
    const label: Middleware<ApiState> = (ctx, next) => {
      ctx.state.route = API_PREFIX + route.path;
      return next();
    };
    const { checkReplies } = config;
    const options = { checkReplies, ...(idempotency && { idempotency: within(idempotency, index) }) };
    const handlers = [label, ...(route.auth === 'required' ? signedIn : []), mountRoute(route, options)];
    router.register(pathOf(route), [route.method], handlers as Parameters<Router['register']>[2]);
  });
  return router;
}

function within({ services, routesOf }: NonNullable<AppDeps['idempotency']>, index: number): IdempotencyDeps {
  return {
    services,
    handleWithin: (db) => (routesOf({ ...services, db })[index] as Route).handle,
  };
}

function onlyUnder(prefixes: readonly string[], middleware: Middleware<ApiState>): Middleware<ApiState> {
  return (ctx, next) =>
    prefixes.some((prefix) => ctx.path.startsWith(prefix)) ? middleware(ctx, next) : next();
}

/** `/checks/{check_id}/` → `/checks/:check_id`, which the router takes with and without a trailing slash. */
function pathOf({ path }: Route): string {
  const pattern = path.replaceAll('{', ':').replaceAll('}', '').replace(/\/$/, '');
  return pattern === '' ? '/' : pattern;
}
