import http from 'node:http';
import https from 'node:https';

/** PEM texts. */
export interface Tls {
  cert: string | Buffer;
  key: string | Buffer;
}

const LIMITS: http.ServerOptions = {
  // More is answered 431 before it reaches anybody.
  maxHeaderSize: 16 * 1024,
  headersTimeout: 15_000,
  // 25 MiB over a weak mobile line take minutes; whoever sends nothing at all is cut off sooner, see below.
  requestTimeout: 300_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};

/** Without a byte in either direction: longer than any reply of ours takes. */
const SILENCE_MS = 60_000;

/** The server, with limits on what slow or greedy clients can hold; `over` is for tests. */
export function createHttpServer(
  handler: http.RequestListener,
  tls?: Tls,
  over: http.ServerOptions = {},
): http.Server {
  const options = { ...LIMITS, ...over };
  const server = tls
    ? https.createServer({ ...options, ...tls }, handler)
    : http.createServer(options, handler);
  return server.setTimeout(SILENCE_MS);
}
