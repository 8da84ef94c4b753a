import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';

export interface TimeLimits {
  connectMs: number;
  /** From the request's beginning to the last byte of its reply. */
  totalMs: number;
}

interface Transport {
  transport: Pick<typeof http, 'request'>;
  transportAgent: http.Agent;
}

/** HTTP for the S3 client: connections are kept, and no request outlives its limits. */
export function storageTransport(secure: boolean, limits: TimeLimits): Transport {
  const { Agent, request } = secure ? https : http;
  const send = (options: https.RequestOptions, onReply?: (reply: http.IncomingMessage) => void) => {
    const sent = request({ ...options, signal: AbortSignal.timeout(limits.totalMs) }, onReply);
    return limitConnecting(sent, limits.connectMs);
  };
  return {
    // The S3 client calls `request` in this one form only.
    transport: { request: send as typeof http.request },
    transportAgent: new Agent({ keepAlive: true, maxSockets: 64, timeout: 15_000 }),
  };
}

/** Ends a request that has no connection within `connectMs`. */
export function limitConnecting(request: http.ClientRequest, connectMs: number): http.ClientRequest {
  return request.once('socket', (socket: Socket) => {
    if (!socket.connecting) return;
    const timer = setTimeout(
      () => request.destroy(new Error('S3 does not accept the connection')),
      connectMs,
    );
    const stop = () => clearTimeout(timer);
    socket.once('connect', stop).once('close', stop);
  });
}
