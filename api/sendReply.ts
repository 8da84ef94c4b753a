import type { Context } from 'koa';
import { RawJson, Reply } from './reply';
import type { Route } from './route';
import { compileExact } from './schema/compile';

/** A sender of what a route's handler returned. */
export function replySender(route: Route, checkReplies: boolean): (ctx: Context, result: unknown) => void {
  const statuses = Object.keys(route.returns).map(Number);
  const [usual] = statuses;
  if (usual === undefined) throw new Error(`${route.method} ${route.path} returns nothing`);
  const assertDeclared = checkReplies ? replyGuard(route) : () => {};
  const media = new Map(
    statuses.map((status) => [status, route.returns[status]?.contentMediaType as string | undefined]),
  );
  const empty = new Set(statuses.filter((status) => route.returns[status]?.type === 'void'));

  return (ctx, result) => {
    const { status, body, headers } = result instanceof Reply ? result : new Reply(usual, result);
    ctx.set(headers);
    ctx.status = status;
    const mediaType = media.get(status);
    if (mediaType !== undefined) {
      if (!ctx.response.get('Content-Type')) ctx.type = mediaType;
      ctx.body = body;
      return;
    }
    const text = empty.has(status) || body === undefined ? undefined : textOf(body);
    assertDeclared(status, text);
    if (!ctx.response.get('Cache-Control')) ctx.set('Cache-Control', 'no-store');
    if (text === undefined) {
      ctx.body = null;
      ctx.status = status;
      return;
    }
    ctx.body = text;
    ctx.type = 'application/json; charset=utf-8';
  };
}

const textOf = (body: unknown): string => (body instanceof RawJson ? body.text : JSON.stringify(body));

/** @throws Error for a status or a body that the route does not declare */
function replyGuard(route: Route): (status: number, text: string | undefined) => void {
  const checks = new Map(
    Object.entries(route.returns).map(([status, schema]) => [
      Number(status),
      schema.type === 'void' ? undefined : compileExact(schema),
    ]),
  );
  const name = `${route.method} ${route.path}`;
  return (status, text) => {
    if (!checks.has(status)) throw new Error(`${name} returns ${status}, which it does not declare`);
    const check = checks.get(status);
    if (!check) return;
    const faults = check(text === undefined ? undefined : JSON.parse(text));
    if (faults.length > 0)
      throw new Error(`${name} returns ${status} against its schema: ${JSON.stringify(faults.slice(0, 10))}`);
  };
}
