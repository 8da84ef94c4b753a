import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

export interface Wire {
  /** The same address, through the wire. */
  through(url: string): string;
  /** Every connection breaks, and no new one is made. */
  cut(): void;
  mend(): void;
  /** Once: what the server answers to the next request with all of these words is lost, and the connection with it. */
  loseReplyTo(...words: string[]): void;
  /** How many replies were lost. */
  lost(): number;
  close(): Promise<void>;
}

/** A wire to a server that a test can cut, also between what was done and the word of it. */
export async function aWireTo(address: string): Promise<Wire> {
  const target = new URL(address);
  const sockets = new Set<Socket>();
  let isCut = false;
  let awaited: string[] | undefined;
  let lost = 0;

  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    let swallows = false;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (sent) => {
      if (awaited?.every((word) => sent.includes(word))) {
        awaited = undefined;
        swallows = true;
      }
      far.write(sent);
    });
    far.on('data', (answered) => {
      if (!swallows) return void near.write(answered);
      // Postgres answers COMMIT with a message that says so: only then it is done.
      if (!answered.includes('COMMIT')) return;
      lost += 1;
      near.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    through(url) {
      const changed = new URL(url);
      changed.hostname = '127.0.0.1';
      changed.port = `${port}`;
      return changed.href;
    },
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      isCut = false;
    },
    loseReplyTo(...words) {
      awaited = words;
    },
    lost: () => lost,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
