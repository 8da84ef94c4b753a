import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import {
  CHECKS_QUEUE,
  type ProcessMessages,
  type Subject,
  subjectOf as processOf,
} from '../clients/temporal';
import type { Claim, OutboxQueue, WaitingMessage } from '../db/repositories/outboxQueue';

export interface DispatcherDeps {
  queue: OutboxQueue;
  processes: ProcessMessages;
  /** Makes Temporal's Schedule what the row says. */
  applySchedule(id: string): Promise<void>;
  logger: Logger;
  /** Subscribes to the database's word that something waits; returns how to stop. */
  wake(heard: () => void): () => Promise<void>;
  /** The pause between two signals to one subject. */
  restMs?: number;
}

export interface Dispatcher {
  stop(): Promise<void>;
}

const SCHEDULE = 'schedule:';
const IN_FLIGHT = 32;
/** Longer than any call's deadline: a claim must not lapse while its call is under way. */
const LEASE_MS = 30_000;
const SWEEP_MS = 5_000;
const RETRY_MS = 1_000;
const REST_MS = 10_000;
/** Between two looks into the outbox: what comes meanwhile shares one statement, as do the acknowledgements. */
const BREATH_MS = 20;

/** Tells processes what the database has committed: at least once, in order for each subject. */
export function startDispatcher({
  queue,
  processes,
  applySchedule,
  logger,
  wake,
  restMs = REST_MS,
}: DispatcherDeps): Dispatcher {
  let stopped = false;
  let wakeUp: () => void = () => undefined;
  let woken = false;
  const hear = (): void => {
    woken = true;
    wakeUp();
  };

  /** Until `ms` have passed, the database says something, or one of `others` is done. */
  async function rest(ms: number, others: Iterable<Promise<void>> = []): Promise<void> {
    if (woken || stopped) return;
    let timer: NodeJS.Timeout | undefined;
    const waited = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
      wakeUp = resolve;
    });
    await Promise.race([waited, ...others]);
    clearTimeout(timer);
  }

  async function deliver(claim: Claim): Promise<void> {
    const messages = await queue.messages(claim.subject);
    if (messages.length === 0) return queue.release(claim);
    try {
      if (claim.subject.startsWith(SCHEDULE)) await applySchedule(claim.subject.slice(SCHEDULE.length));
      else await tell(processes, claim.subject, messages);
    } catch (error) {
      logger.warn({ err: error, subject: claim.subject }, 'a process could not be told; it is tried again');
      return queue.postpone(claim, RETRY_MS);
    }
    await queue.acknowledge(
      claim,
      messages.map((message) => message.seq),
      !claim.subject.startsWith(SCHEDULE) && messages.some(({ kind, quiet }) => kind === 'facts' && !quiet)
        ? restMs
        : 0,
    );
  }

  /** A place that falls free is filled at once, so that one slow call keeps nobody else waiting. */
  async function drain(): Promise<void> {
    const underWay = new Set<Promise<void>>();
    while (!stopped) {
      woken = false;
      const claims = await queue.claim(IN_FLIGHT - underWay.size, LEASE_MS);
      for (const claim of claims) {
        const delivery = deliver(claim)
          .catch((error: unknown) => logger.error({ err: error, subject: claim.subject }, 'delivery failed'))
          .finally(() => underWay.delete(delivery));
        underWay.add(delivery);
      }
      if (claims.length === 0 && underWay.size === 0) return;
      if (underWay.size >= IN_FLIGHT) await Promise.race(underWay);
      else if (claims.length === 0) await rest(SWEEP_MS, underWay);
      await sleep(BREATH_MS);
    }
    await Promise.all(underWay);
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        await drain();
        await queue.sweepClaims();
        const dueMs = await queue.msUntilNext();
        await rest(Math.min(SWEEP_MS, Math.max(dueMs ?? SWEEP_MS, 10)));
      } catch (error) {
        logger.warn({ err: error }, 'the outbox cannot be read; it is tried again');
        woken = false;
        await rest(RETRY_MS);
      }
    }
  }

  const unsubscribe = wake(hear);
  const running = run();
  return {
    async stop() {
      stopped = true;
      hear();
      await unsubscribe();
      await running;
    },
  };
}

const SIGNALS = [
  ['timing', 'timingChanged'],
  ['external', 'externalChanged'],
  ['sync', 'syncWanted'],
] as const;

/** What waits for one subject goes in one call: the last fact stands for those before it. */
async function tell(
  processes: ProcessMessages,
  subjectName: string,
  messages: readonly WaitingMessage[],
): Promise<void> {
  if (subjectName.startsWith('user:')) return processes.signal(subjectOf(subjectName), 'noticesRecorded', {});
  const start = messages.find((message) => message.kind === 'start');
  const summary = start?.payload.summary;
  const subject = {
    ...subjectOf(subjectName),
    ...(typeof summary === 'string' && { summary }),
    ...(messages.some(({ payload }) => payload.again === true) && { again: true }),
  };
  const facts = messages.filter((message) => message.kind === 'facts').map((message) => message.payload);
  if (facts.length > 0) {
    const seq = Math.max(...facts.map((payload) => Number(payload.seq)));
    const tell_failures = facts.some((payload) => payload.tell_failures === true);
    await processes.signal(subject, 'factsRecorded', { seq, ...(tell_failures && { tell_failures }) });
  }
  for (const [kind, signal] of SIGNALS)
    if (messages.some((message) => message.kind === kind)) await processes.signal(subject, signal, {});
  if (facts.length === 0 && start) await processes.start(subject);
}

function subjectOf(name: string): Subject {
  const [kind, id, ...moment] = name.split(':') as [string, string, ...string[]];
  switch (kind) {
    case 'check':
      return processOf({ check_id: id });
    case 'action':
      return processOf({ action_id: id });
    case 'report':
      return {
        workflowId: `report-${id}`,
        workflowType: 'reportWorkflow',
        taskQueue: CHECKS_QUEUE,
        input: { report_id: id },
      };
    case 'user':
      return {
        workflowId: `notify-${id}`,
        workflowType: 'notifyWorkflow',
        taskQueue: CHECKS_QUEUE,
        input: { user_id: id },
      };
    case 'run':
      return {
        workflowId: `slot-${id}-run-${moment.join(':')}`,
        workflowType: 'slotWorkflow',
        taskQueue: CHECKS_QUEUE,
        input: { schedule_id: id, run_at: moment.join(':') },
      };
    default:
      throw new Error(`No process is known for ${name}`);
  }
}
