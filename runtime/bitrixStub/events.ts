import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultBox } from './faults';

export type EventName = 'ONTASKADD' | 'ONTASKUPDATE' | 'ONTASKCOMMENTADD' | 'ONTASKDELETE';

export interface EventTarget {
  url: string;
  applicationToken: string;
}

export interface EventQueueOptions {
  target: () => EventTarget | undefined;
  faults: FaultBox;
  now: () => Date;
  /** Bitrix24 itself tells once only. */
  retries: number;
  pauseMs: number;
}

/** Tells the handler of changes, one after another: names and ids only, as a form. */
export function createEventQueue({ target, faults, now, retries, pauseMs }: EventQueueOptions) {
  let line: Promise<void> = Promise.resolve();
  let stopped = false;
  let held: (() => Promise<void>)[] = [];

  async function post(body: string, to: EventTarget): Promise<void> {
    for (let tries = 0; tries <= retries && !stopped; tries++) {
      try {
        const response = await fetch(to.url, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body,
          signal: AbortSignal.timeout(5_000),
        });
        await response.arrayBuffer();
        if (response.ok) return;
      } catch {
        // it is asked again below
      }
      await sleep(pauseMs);
    }
  }

  const queue = (delivery: () => Promise<void>): void => {
    line = line.then(() => (stopped ? undefined : delivery()));
  };

  return {
    tell(event: EventName, taskId: number, messageId?: number): void {
      const to = target();
      if (!to || faults.strikes('loseEvents')) return;
      const body = formOf(event, taskId, messageId, to.applicationToken, now());
      const delivery = () => post(body, to);
      if (faults.strikes('reorderEvents')) {
        held.push(delivery);
        return;
      }
      for (const late of held.reverse()) queue(late);
      held = [];
      queue(delivery);
      if (faults.strikes('duplicateEvents')) queue(delivery);
    },
    /** Those that were held back leave too. */
    flush(): void {
      for (const late of held.reverse()) queue(late);
      held = [];
    },
    idle: (): Promise<void> => line,
    stop(): void {
      stopped = true;
    },
  };
}

function formOf(
  event: EventName,
  taskId: number,
  messageId: number | undefined,
  applicationToken: string,
  at: Date,
): string {
  const form = new URLSearchParams({ event });
  const side = event === 'ONTASKDELETE' ? 'FIELDS_BEFORE' : 'FIELDS_AFTER';
  form.set(`data[${side === 'FIELDS_AFTER' ? 'FIELDS_BEFORE' : 'FIELDS_AFTER'}]`, 'undefined');
  if (messageId === undefined) form.set(`data[${side}][ID]`, String(taskId));
  else {
    form.set(`data[${side}][ID]`, '0');
    form.set(`data[${side}][TASK_ID]`, String(taskId));
    form.set(`data[${side}][MESSAGE_ID]`, String(messageId));
  }
  form.set('data[IS_ACCESSIBLE_BEFORE]', 'undefined');
  form.set('data[IS_ACCESSIBLE_AFTER]', 'undefined');
  form.set('ts', String(Math.floor(at.getTime() / 1000)));
  form.set('auth[domain]', 'portal.local');
  form.set('auth[application_token]', applicationToken);
  return form.toString();
}
