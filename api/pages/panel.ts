import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Middleware } from 'koa';
import serve from 'koa-static';

/** Addresses of the server's own; every other page is the panel's, whose router knows what is not there. */
const NOT_THE_PANELS = /^\/(api|graphql|docs|redoc|openapi\.json|health|metrics|schemas|webhook)(\/|$)/;
const YEAR_MS = 365 * 24 * 3_600_000;

/** The reader of QR codes is WebAssembly where the browser has none of its own; other pages need none. */
function letWebAssemblyIn(response: ServerResponse): void {
  const policy = String(response.getHeader('Content-Security-Policy') ?? '');
  response.setHeader(
    'Content-Security-Policy',
    policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
  );
}

/** The built panel at `/`; nothing where it was not built. */
export function panel(folder: string): Middleware {
  if (!existsSync(join(folder, 'index.html'))) return (_ctx, next) => next();
  const files = serve(folder, {
    setHeaders(response, path) {
      // Built with .br and .gz beside it; a shared cache must not give the one for the other.
      response.appendHeader('Vary', 'Accept-Encoding');
      // Files under assets/ carry the digest of what they hold in their names.
      const isLasting = path.startsWith(join(folder, 'assets'));
      response.setHeader(
        'Cache-Control',
        isLasting ? `public, max-age=${YEAR_MS / 1000}, immutable` : 'no-cache',
      );
      letWebAssemblyIn(response);
    },
  });
  return async (ctx, next) => {
    const isPage = ctx.accepts('html', 'json') === 'html' && /text\/html/.test(ctx.get('accept'));
    if (!['GET', 'HEAD'].includes(ctx.method) || NOT_THE_PANELS.test(ctx.path)) return next();
    const asked = ctx.path;
    ctx.state.route = '(panel)';
    await files(ctx, async () => {
      if (!isPage) return next();
      ctx.path = '/';
      await files(ctx, next);
      ctx.path = asked;
    });
  };
}
