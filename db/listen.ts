import { Client } from 'pg';
import type { Logger } from 'pino';

const RECONNECT_MS = 1_000;
const CONNECT_MS = 10_000;

/**
 * Calls back at each NOTIFY on a channel, over a connection of its own that is made again when it breaks; also once
 * after each connect, since what was said meanwhile is gone. Returns how to stop.
 */
export function listen(
  url: string,
  channel: string,
  logger: Logger,
  heard: (payload: string) => void,
): () => Promise<void> {
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const reconnect = (lost: Client, error: Error): void => {
    if (stopped || timer || lost !== client) return;
    logger.warn({ err: error, channel }, 'listening was interrupted');
    lost.end().catch(() => undefined);
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, RECONNECT_MS);
  };

  async function connect(): Promise<void> {
    const mine = new Client({
      connectionString: url,
      application_name: `proverka-listen-${channel}`,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
    });
    client = mine;
    mine.on('error', (error) => reconnect(mine, error));
    mine.on('end', () => reconnect(mine, new Error('The connection ended')));
    mine.on('notification', ({ payload = '' }) => heard(payload));
    try {
      await mine.connect();
      await mine.query(`listen ${channel}`);
      heard('');
    } catch (error) {
      reconnect(mine, error as Error);
    }
  }

  void connect();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
}
