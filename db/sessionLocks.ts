import { Client } from 'pg';
import type { Logger } from 'pino';

/** Locks of this process, by name: each is nobody else's until it is released, or this process or its connection ends. */
export interface SessionLocks {
  /** Those of the names that were free and now are ours. */
  take(names: readonly string[]): Promise<string[]>;
  release(name: string): Promise<void>;
  /** False once the connection was lost, also where nobody has taken the lock since. */
  holds(name: string): boolean;
  close(): Promise<void>;
}

const CONNECT_MS = 5_000;

/**
 * Over a connection of its own. A process that is killed gives up its locks with its connection, so that another goes
 * on at once; whatever is done under a lock must bear that somebody else does it too after the connection broke.
 */
export function createSessionLocks(url: string, logger: Logger): SessionLocks {
  let client: Promise<Client> | undefined;
  const held = new Set<string>();
  let former: Promise<unknown> = Promise.resolve();

  /** The connection carries out one statement at a time. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const step = former.then(act);
    former = step.catch(() => undefined);
    return step;
  }

  function lose(lost: Promise<Client>, error?: Error): void {
    if (client !== lost) return;
    client = undefined;
    held.clear();
    if (error) logger.warn({ err: error }, 'the connection that holds the locks was lost');
  }

  function connected(): Promise<Client> {
    if (client) return client;
    const made = new Client({
      connectionString: url,
      application_name: 'proverka-locks',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
    });
    const connecting = made.connect().then(() => made);
    client = connecting;
    made.on('error', (error) => lose(connecting, error));
    made.on('end', () => lose(connecting));
    connecting.catch(() => lose(connecting));
    return connecting;
  }

  return {
    take: (names) =>
      inTurn(async () => {
        const wanted = names.filter((name) => !held.has(name));
        if (wanted.length === 0) return [];
        const connecting = connected();
        const { rows } = await (await connecting).query<{ name: string }>(
          `select name from unnest($1::text[]) as n(name) where pg_try_advisory_lock(hashtextextended(name, 0))`,
          [wanted],
        );
        if (client !== connecting) return [];
        for (const { name } of rows) held.add(name);
        return rows.map(({ name }) => name);
      }),
    release: (name) =>
      inTurn(async () => {
        if (!held.delete(name)) return;
        await (await connected()).query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]);
      }),
    holds: (name) => held.has(name),
    async close() {
      const last = client;
      client = undefined;
      held.clear();
      await (await last?.catch(() => undefined))?.end().catch(() => undefined);
    },
  };
}
