import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { Registry } from 'prom-client';
import { scrapeAccess } from './scrapeAccess';

export interface MetricsServerOptions {
  host: string;
  port: number;
  /** Opens /metrics beyond this machine. */
  token?: string;
  registry: Registry;
  /** More of the same format, from elsewhere in this process; while it fails, the rest is served without. */
  also?: () => Promise<string>;
}

/** /metrics and /health of a process that serves nothing else. Resolves when it listens; returns how to stop. */
export async function serveMetrics(options: MetricsServerOptions): Promise<() => Promise<void>> {
  const { host, port } = options;
  const server = createServer((request, response) => void answer(options, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new Error(`Metrics cannot be served on ${host}:${port}: ${error.message}`)),
    );
    server.listen(port, host, resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}

const STATUS = { denied: 403, token_missing: 401, token_invalid: 401 } as const;

async function answer(
  { registry, token, also }: MetricsServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const send = (status: number, body: string, type = 'text/plain; charset=utf-8') =>
    response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
  const path = request.url?.split('?')[0];
  if (request.method !== 'GET' && request.method !== 'HEAD') return void send(405, 'GET only\n');
  if (path === '/health') return void send(200, '{"status":"ok"}', 'application/json');
  if (path !== '/metrics') return void send(404, 'There is /metrics and /health\n');
  const access = scrapeAccess(request, token);
  if (access !== 'allowed') {
    if (access !== 'denied') response.setHeader('WWW-Authenticate', 'Bearer realm="proverka"');
    return void send(STATUS[access], 'Beyond this machine /metrics needs METRICS_TOKEN\n');
  }
  try {
    const [own, others] = await Promise.all([registry.metrics(), also?.().catch(() => '')]);
    send(200, own + (others ?? ''), registry.contentType);
  } catch {
    send(500, 'The metrics could not be gathered\n');
  }
}
