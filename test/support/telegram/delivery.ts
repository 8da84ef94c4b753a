import type { Method } from './methods';
import { Refusal, badRequest } from './refusal';

export interface Update {
  update_id: number;
}

export interface DeliveryMoods {
  /** Each update comes twice. */
  twice?: boolean;
  /** The second of two comes before the first, where two come within a moment. */
  swapped?: boolean;
}

/** How long an update that is to change places waits for the next one. */
const PAIRING_MS = 120;
const WEBHOOK_RETRY_MS = 200;

/** Telegram's queue of updates, with the two ways out of it. */
export function createDelivery(moods: DeliveryMoods) {
  let nextId = 700_000_000;
  /** In the order in which they are handed out; `repeat`: also when it has been confirmed already. */
  let queue: { update: Update; repeat: boolean }[] = [];
  let held: { update: Update; timer: NodeJS.Timeout } | undefined;
  let webhook: { url: string; secret: string } | undefined;
  let poll: { end(outcome: Update[] | Refusal): void } | undefined;
  let isPushing = false;
  let stopped = false;

  function enqueue(...updates: Update[]): void {
    for (const update of updates) {
      queue.push({ update, repeat: false });
      if (moods.twice) queue.push({ update: structuredClone(update), repeat: true });
    }
    poll?.end([]);
    void push();
  }

  function release(): void {
    if (!held) return;
    clearTimeout(held.timer);
    const { update } = held;
    held = undefined;
    enqueue(update);
  }

  async function push(): Promise<void> {
    if (!webhook || isPushing) return;
    isPushing = true;
    while (webhook && queue.length > 0 && !stopped) {
      const next = queue[0] as (typeof queue)[number];
      const isTaken = await bring(webhook, next.update);
      if (isTaken) queue = queue.filter((one) => one !== next);
      else await new Promise((resolve) => setTimeout(resolve, WEBHOOK_RETRY_MS));
    }
    isPushing = false;
  }

  const methods: Record<string, Method> = {
    getUpdates: {
      spec: { 'offset?': 'integer', 'limit?': 'integer', 'timeout?': 'integer', 'allowed_updates?': 'array' },
      run: async ({ offset = 0, limit = 100, timeout = 0 }) => {
        if (webhook)
          throw new Refusal(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
          );
        poll?.end(new Refusal(409, 'Conflict: terminated by other getUpdates request'));
        const take = (): Update[] => {
          queue = queue.filter(({ update, repeat }) => repeat || update.update_id >= (offset as number));
          const taken = queue.slice(0, limit as number);
          // A repeat comes once more, whatever has been confirmed.
          queue = queue.filter((one) => !(taken.includes(one) && one.repeat));
          return taken.map(({ update }) => update);
        };
        const now = take();
        if (now.length > 0 || timeout === 0) return now;
        const outcome = await new Promise<Update[] | Refusal>((resolve) => {
          const timer = setTimeout(() => resolve([]), (timeout as number) * 1000);
          poll = {
            end: (result) => {
              clearTimeout(timer);
              poll = undefined;
              resolve(result);
            },
          };
        });
        if (outcome instanceof Refusal) throw outcome;
        return take();
      },
    },
    setWebhook: {
      spec: {
        url: 'string',
        'secret_token?': 'string',
        'allowed_updates?': 'array',
        'max_connections?': 'integer',
        'drop_pending_updates?': 'boolean',
      },
      run: ({ url, secret_token = '' }) => {
        const { protocol, hostname } = new URL(url as string);
        // On this machine the tests need no certificate.
        if (protocol !== 'https:' && hostname !== '127.0.0.1')
          badRequest('bad webhook: An HTTPS URL must be provided for webhook');
        if (!/^[A-Za-z0-9_-]{0,256}$/.test(secret_token as string))
          badRequest('secret token contains unallowed characters');
        webhook = { url: url as string, secret: secret_token as string };
        void push();
        return true;
      },
    },
    deleteWebhook: {
      spec: { 'drop_pending_updates?': 'boolean' },
      run: () => {
        webhook = undefined;
        return true;
      },
    },
  };

  return {
    methods,
    /** Puts something that happened in a chat on its way. */
    add(body: object): void {
      const update = { update_id: nextId++, ...body };
      if (!moods.swapped) return enqueue(update);
      if (!held) {
        held = { update, timer: setTimeout(release, PAIRING_MS) };
        return;
      }
      clearTimeout(held.timer);
      const { update: first } = held;
      held = undefined;
      enqueue(update, first);
    },
    /** Hands out again what was handed out before. */
    repeat: (update: Update) => enqueue(update),
    moods,
    webhook: () => webhook,
    waiting: () => queue.length + (held ? 1 : 0),
    stop(): void {
      stopped = true;
      clearTimeout(held?.timer);
      poll?.end([]);
    },
  };
}

async function bring(webhook: { url: string; secret: string }, update: Update): Promise<boolean> {
  try {
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(webhook.secret && { 'x-telegram-bot-api-secret-token': webhook.secret }),
      },
      body: JSON.stringify(update),
      signal: AbortSignal.timeout(5_000),
    });
    return response.ok;
  } catch {
    return false;
  }
}

export type Delivery = ReturnType<typeof createDelivery>;
