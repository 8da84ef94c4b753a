import { type ExecutionArgs, type ExecutionResult, GraphQLError, execute } from 'graphql';
import { createHandler, type RequestParams } from 'graphql-http';
import type { Context } from 'koa';
import { DomainError } from '../../domain/errors';
import type { Services } from '../../services/context';
import { localeOf } from '../middleware/locale';
import type { ApiState } from '../state';
import { type Clock, type GraphqlContext, sameField } from './context';
import { presentError } from './errors';
import { createLoaders } from './loaders';
import { prepare } from './prepare';
import { createSchema } from './schema';

export interface AnswerDeps {
  services: Services;
  /** Whether the schema may be asked for. */
  introspection: boolean;
  timeoutMs: number;
}

type Ctx = Context & { state: ApiState };

/** Answers a signed-in caller's query as GraphQL over HTTP tells. */
export function createAnswer({ services, introspection, timeoutMs }: AnswerDeps) {
  const schema = createSchema();

  return async (ctx: Ctx, params: RequestParams): Promise<void> => {
    const { actor, requestId } = ctx.state;
    if (!actor) throw new DomainError('auth.token_missing');
    const locale = localeOf(ctx);
    const clock: Clock = { over: false };
    const own = { ...services, actor };
    const contextValue: GraphqlContext = {
      services: own,
      locale,
      clock,
      load: createLoaders(own, clock),
    };
    const present = (error: GraphQLError) => {
      const presented = presentError(error, {
        locale,
        requestId,
        hints: introspection,
        failed: (failure) => void (ctx.state.failure = failure),
      });
      ctx.state.problem ??= String(presented.extensions.code);
      return presented;
    };
    const handler = createHandler({
      parseRequestParams: () => params,
      onSubscribe: () => {
        const prepared = prepare(schema, params, { introspection });
        return 'document' in prepared
          ? { ...prepared, contextValue, fieldResolver: sameField }
          : prepared.map(present);
      },
      execute: (args: ExecutionArgs) => within(timeoutMs, clock, async () => execute(args)),
      onOperation: (_request, _args, result) => shown(result as ExecutionResult, present),
    });
    const { method, url, headers } = ctx;
    const [body, init] = await handler({
      method,
      url,
      headers,
      body: null,
      raw: ctx.req,
      context: undefined,
    });
    ctx.set({ ...init.headers, 'Cache-Control': 'no-store' });
    ctx.vary('Accept');
    ctx.vary('Accept-Language');
    ctx.body = body;
    ctx.status = init.status;
  };
}

const shown = ({ errors, ...result }: ExecutionResult, present: (error: GraphQLError) => GraphQLError) => ({
  ...(errors && { errors: errors.map(present) }),
  ...result,
});

async function within(
  timeoutMs: number,
  clock: Clock,
  run: () => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ExecutionResult>((resolve) => {
    timer = setTimeout(() => {
      clock.over = true;
      const originalError = new DomainError('query.timed_out');
      resolve({ data: null, errors: [new GraphQLError(originalError.message, { originalError })] });
    }, timeoutMs);
  });
  return Promise.race([run(), late]).finally(() => clearTimeout(timer));
}
