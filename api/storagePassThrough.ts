import http from 'node:http';
import https from 'node:https';
import { Transform } from 'node:stream';
import type { Context, Middleware } from 'koa';
import { DomainError } from '../domain/errors';

export interface PassThroughOptions {
  /** The S3 server, as this process reaches it. */
  endpoint: string;
  bucket: string;
  connectTimeoutMs?: number;
  /** Without a byte in either direction; a slow phone may take longer than this in all. */
  idleTimeoutMs?: number;
}

/** A file of 25 MiB and the form around it. */
const MOST_BYTES = 26 * 1024 * 1024;

const PASSED_ON = [
  'content-type',
  'content-length',
  'range',
  'if-range',
  'if-match',
  'if-none-match',
  'if-modified-since',
];
const PASSED_BACK = [
  'content-type',
  'content-length',
  'content-disposition',
  'content-range',
  'accept-ranges',
  'etag',
  'last-modified',
];

/**
 * Lets browsers reach the bucket through the API's own address: signed downloads and POST policies, nothing else.
 * The Host header stays as it is, since signatures cover it; S3 judges them, and its refusals become problems.
 */
export function storagePassThrough(options: PassThroughOptions): Middleware {
  const base = new URL(options.endpoint);
  const { Agent, request } = base.protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: 256, timeout: 15_000 });
  const root = `/${options.bucket}`;

  const ask = (ctx: Context, path: string): Promise<http.IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { connectTimeoutMs = 5_000, idleTimeoutMs = 30_000 } = options;
      const headers = { ...pick(ctx.req.headers, PASSED_ON), host: ctx.get('host') };
      const sent = request({
        ...{ protocol: base.protocol, hostname: base.hostname.replace(/^\[|\]$/g, ''), port: base.port },
        ...{ method: ctx.method, path, headers, agent, timeout: connectTimeoutMs },
      });
      sent.once('socket', (socket) => {
        if (socket.connecting) socket.once('connect', () => sent.setTimeout(idleTimeoutMs));
        else sent.setTimeout(idleTimeoutMs);
      });
      sent.once('timeout', () => sent.destroy(new Error('S3 is silent')));
      sent.once('response', resolve).once('error', reject);
      ctx.res.once('close', () => sent.destroy());
      if (ctx.method === 'POST') ctx.req.pipe(capped(reject)).pipe(sent);
      else sent.end();
    });

  return async (ctx, next) => {
    const [path = '', query = ''] = ctx.url.split('?', 2);
    if (path !== root && !path.startsWith(`${root}/`)) return next();
    ctx.state.route = `${root}/*`;
    assertPassable(ctx, path.slice(root.length + 1), query);
    const answer = await ask(ctx, ctx.url).catch((error: unknown) => {
      if (error instanceof DomainError) throw error;
      const refusal = new DomainError('service.unavailable');
      refusal.cause = error;
      throw refusal;
    });
    const status = answer.statusCode ?? 502;
    if (status !== 304 && (status < 200 || status >= 300)) throw refusalOf(status, await refusalText(answer));
    passBack(ctx, status, answer);
  };
}

/** Signed reads of one object, and forms posted to the bucket itself. @throws DomainError for all else */
function assertPassable(ctx: Context, key: string, query: string): void {
  if (ctx.method === 'POST') {
    if (key !== '' || query !== '') throw new DomainError('request.not_found');
    if (!ctx.is('multipart/form-data')) throw new DomainError('request.media_type');
    if (Number(ctx.get('content-length') || 0) > MOST_BYTES) throw new DomainError('file.too_large');
    return;
  }
  if (ctx.method !== 'GET' && ctx.method !== 'HEAD') throw new DomainError('request.method_not_allowed');
  if (key === '' || !/(^|&)X-Amz-Signature=/.test(query)) throw new DomainError('request.not_found');
}

function passBack(ctx: Context, status: number, answer: http.IncomingMessage): void {
  ctx.status = status;
  ctx.set(pick(answer.headers, PASSED_BACK));
  const isPdf = /^application\/pdf\b/.test(answer.headers['content-type'] ?? '');
  // A browser's own PDF viewer does not start in a sandbox, and keeps scripts in one of its own.
  ctx.set('Content-Security-Policy', isPdf ? "frame-ancestors 'none'" : "default-src 'none'; sandbox");
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Cache-Control', 'private, max-age=300');
  // The link itself is the permission, whichever page uses it.
  ctx.set('Access-Control-Allow-Origin', '*');
  ctx.set('Cross-Origin-Resource-Policy', 'cross-origin');
  ctx.body = answer;
  ctx.status = status;
}

/** `text` is S3's own refusal, in XML; it names the bucket and the server, so it stays here. */
function refusalOf(status: number, text: string): DomainError {
  if (status >= 500 || status === 429) return new DomainError('service.unavailable');
  if (text.includes('<Code>EntityTooLarge</Code>')) return new DomainError('file.too_large');
  if (status === 403) return new DomainError('access.denied');
  return new DomainError(status === 404 ? 'file.not_found' : 'request.invalid');
}

/** Read to its end, so that the connection can serve the next request. */
async function refusalText(answer: http.IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of answer) if (text.length < 4096) text += String(chunk);
  return text;
}

function capped(onExcess: (error: DomainError) => void): Transform {
  let sizeBytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      if (sizeBytes <= MOST_BYTES) return done(null, chunk);
      const refusal = new DomainError('file.too_large');
      onExcess(refusal);
      done(refusal);
    },
  });
}

function pick(headers: http.IncomingHttpHeaders, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])),
  );
}
