import { type Socket, connect } from 'node:net';

export interface WireReply {
  status: number;
  body: Buffer;
}

export interface WireRequest {
  method: 'GET' | 'POST';
  /** Below /api/v1. */
  path: string;
  body?: unknown;
}

/** The bytes of a request, so that the load generator builds none while it measures. */
export function requestBytes({ method, path, body }: WireRequest, token?: string): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body);
  const head = [
    `${method} /api/v1${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Accept-Language: ru',
    ...(token ? [`Authorization: Bearer ${token}`] : []),
    ...(text ? ['Content-Type: application/json'] : []),
    `Content-Length: ${Buffer.byteLength(text)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`);
}

export interface Wire {
  send(request: Buffer): Promise<WireReply>;
  close(): void;
}

/**
 * One keep-alive connection, one request at a time, replies with a Content-Length only: a tenth of the cost of
 * node's own client, so that the load generator does not take the processor from what it measures.
 */
export async function openWire(port: number): Promise<Wire> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  let waiting: { resolve(reply: WireReply): void; reject(error: Error): void } | undefined;
  let received: Buffer = Buffer.alloc(0);
  const fail = (error: Error) => waiting?.reject(error);
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The connection was closed')));
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const reply = wholeReply(received);
    if (!reply) return;
    received = Buffer.alloc(0);
    waiting?.resolve(reply);
  });
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

function wholeReply(received: Buffer): WireReply | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = received.toString('latin1', 0, end);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  if (received.length < end + 4 + length) return undefined;
  return { status: Number(head.slice(9, 12)), body: received.subarray(end + 4, end + 4 + length) };
}
