import { setImmediate as breath } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../../db/database';
import type { AuditedChange } from '../../db/repositories/liveChanges';
import type { UserActor } from '../../domain/actor';
import { DomainError } from '../../domain/errors';
import type { LiveData, LiveEnd, LiveSubject } from '../../domain/live';
import { type LiveChange, loadChanges, touchedBy, touchedByHint } from './loadChanges';
import { createNoticeWatch } from './noticeWatch';
import { createReplay } from './replay';

/** One reader's way to the outside. */
export interface LiveSink {
  event(name: LiveSubject, data: Partial<LiveData>, seq?: number): void;
  /** All that the reader knows is to be read anew. */
  reset(seq: number): void;
  /** What follows is live. */
  ready(seq: number): void;
  /** Nothing has happened, or nothing that the reader may see; what is replayed later begins here. */
  beat(seq: number): void;
  end(reason: LiveEnd): void;
}

export interface LiveReader {
  actor: UserActor;
  sessionId: string;
  /** Of the access token. */
  expiresAt: Date;
  sink: LiveSink;
}

export interface LiveFeedDeps {
  db: Database;
  loadSession: (sessionId: string, userId: string) => Promise<UserActor | undefined>;
  /** Subscribes to the database's word; returns how to stop. */
  wake: (heard: (payload: string) => void) => () => Promise<void>;
  logger: Logger;
  now: () => Date;
  limits?: Partial<LiveLimits>;
}

export interface LiveLimits {
  streamsPerUser: number;
  /** In this process. */
  streams: number;
  /** Audit entries back to which a reader can resume. */
  replayed: number;
  /** Between two looks at the log: what comes meanwhile is told together. */
  gapMs: number;
  beatMs: number;
}

export interface LiveFeed {
  /**
   * Tells the reader of every change that it may see after `since`, else from now on. Returns how to stop.
   * @throws DomainError `live.too_many_streams` for this user, `service.unavailable` where the process or the database has no room
   */
  join(reader: LiveReader, since?: number): Promise<() => void>;
  /** Streams open now. */
  size(): number;
  close(): Promise<void>;
}

const LIMITS: LiveLimits = {
  streamsPerUser: 8,
  streams: 1_000,
  replayed: 2_000,
  gapMs: 250,
  beatMs: 20_000,
};
/** Entries by one statement. */
const MOST_AT_ONCE = 1_000;
/** More than this at once is read anew as a whole sooner than piece by piece. */
const MOST_TOLD = 200;
/** A word of the database may be lost with its connection. */
const SWEEP_MS = 5_000;
const RETRY_SECONDS = 30;
/** However many changes there are for however many readers, looks take a tenth of the time at most. */
const LOOK_SHARE = 10;
const BEFORE_A_BREATH = 50;

/**
 * Derives what is live from the audit chain: its entries are committed in the order of their numbers without a gap, so
 * that the number is all that a reader needs to resume, at whichever process. Writers pay one silent NOTIFY. While
 * nobody reads, nothing listens and nothing is read.
 */
export function createLiveFeed(deps: LiveFeedDeps): LiveFeed {
  const { db, loadSession, wake, logger, now } = deps;
  const limits = { ...LIMITS, ...deps.limits };
  const read = db.read.liveChanges;
  const readers = new Set<LiveReader>();
  const replay = createReplay();
  const notices = createNoticeWatch(read, now);
  const hints = new Set<string>();
  const joining = new Set<LiveReader>();
  let position: number | undefined;
  let closed = false;
  let stopListening: (() => Promise<void>) | undefined;
  let looking: Promise<void> = Promise.resolve();
  let queued: Promise<void> | undefined;
  let planned: NodeJS.Timeout | undefined;
  let nextLookMs = 0;
  let beatDueMs = 0;

  /** One at a time; those who ask while one is under way share the next. */
  function look(): Promise<void> {
    queued ??= looking.then(async () => {
      queued = undefined;
      const startedMs = Date.now();
      await catchUp().finally(() => {
        const tookMs = Date.now() - startedMs;
        nextLookMs = startedMs + Math.max(limits.gapMs, tookMs * LOOK_SHARE);
      });
    });
    looking = queued.catch(() => undefined);
    return queued;
  }

  function plan(): void {
    if (planned || readers.size === 0) return;
    const waitMs = Math.max(0, nextLookMs - Date.now());
    planned = setTimeout(() => {
      planned = undefined;
      look().catch((error: unknown) => logger.warn({ err: error }, 'live changes could not be read'));
    }, waitMs);
  }

  function heard(payload: string): void {
    if (payload !== '') hints.add(payload);
    plan();
  }

  async function catchUp(): Promise<void> {
    const head = await read.head();
    const reach = Math.max(0, head - limits.replayed);
    // Gone back where an older state of the database was restored.
    if (position === undefined || position < reach || position > head) {
      const hadReaders = position !== undefined;
      position = reach;
      replay.restart(position);
      if (hadReaders) for (const { sink } of readers) sink.reset(head);
    }
    let entries: AuditedChange[];
    do {
      entries = await read.after(position, MOST_AT_ONCE);
      const changes = await loadChanges(read, touchedBy(entries));
      await askRights([...readers].filter((reader) => entries.some((entry) => concerns(entry, reader))));
      await tellAll(changes);
      replay.add(changes);
      position = entries.at(-1)?.seq ?? position;
    } while (entries.length === MOST_AT_ONCE);
    await tellHints();
    for (const { id, user_id } of await notices.fresh(usersReading()))
      for (const { actor, sink } of readers) if (actor.user_id === user_id) sink.event('notice', { id });
  }

  const usersReading = () => [...new Set([...readers].map(({ actor }) => actor.user_id))];

  async function tellHints(): Promise<void> {
    const told = [...hints];
    hints.clear();
    await tellAll(
      await loadChanges(
        read,
        told.flatMap((hint) => touchedByHint(hint) ?? []),
      ),
    );
    for (const { actor, sink } of readers)
      if (told.includes(`notice:${actor.user_id}`)) sink.event('notice', {});
  }

  async function tellAll(changes: readonly LiveChange[]): Promise<void> {
    if (changes.length === 0) return;
    let told = 0;
    for (const reader of readers) {
      tell(reader, changes);
      told += 1;
      if (told % BEFORE_A_BREATH === 0) await breath();
    }
  }

  function tell({ actor, sink }: LiveReader, changes: readonly LiveChange[]): void {
    const seen = changes.flatMap((change): (LiveChange & { gone?: true })[] => {
      if (change.maySee(actor)) return [change];
      return change.formerIds.includes(actor.user_id) ? [{ ...change, gone: true }] : [];
    });
    const last = seen.at(-1)?.seq;
    if (seen.length > MOST_TOLD && last !== undefined) return sink.reset(last);
    for (const { seq, subject, data, gone } of seen)
      sink.event(subject, gone ? { id: data.id, gone } : data, seq);
  }

  /** Whoever may no longer read is gone before anything more is told; whose rights have changed reads all anew. */
  async function askRights(asked: readonly LiveReader[]): Promise<void> {
    await Promise.all(
      asked.map(async (reader) => {
        const actor = await loadSession(reader.sessionId, reader.actor.user_id);
        if (!actor) return leave(reader, 'session_ended');
        if (sameRights(actor, reader.actor)) return;
        reader.actor = actor;
        if (position !== undefined) reader.sink.reset(position);
      }),
    );
  }

  function leave(reader: LiveReader, reason?: LiveEnd): void {
    if (!readers.delete(reader)) return;
    if (reason) reader.sink.end(reason);
    if (readers.size > 0) return;
    clearInterval(sweep);
    clearTimeout(planned);
    planned = undefined;
    void stopListening?.();
    stopListening = undefined;
  }

  let sweep: NodeJS.Timeout | undefined;

  /** Ends what has run out, and looks whether a word was missed. */
  function sweepOnce(): void {
    const nowMs = now().getTime();
    for (const reader of readers) if (reader.expiresAt.getTime() <= nowMs) leave(reader, 'token_expired');
    plan();
    if (nowMs < beatDueMs) return;
    beatDueMs = nowMs + limits.beatMs;
    for (const { sink } of readers) sink.beat(position ?? 0);
    // What ends without an audit entry: a session that has run out.
    askRights([...readers]).catch((error: unknown) =>
      logger.warn({ err: error }, 'live readers could not be checked'),
    );
  }

  function begin(): void {
    if (stopListening) return;
    stopListening = wake(heard);
    sweep = setInterval(sweepOnce, Math.min(SWEEP_MS, limits.beatMs));
    beatDueMs = now().getTime() + limits.beatMs;
  }

  return {
    async join(reader, since) {
      const all = [...readers, ...joining];
      const own = all.filter(({ actor }) => actor.user_id === reader.actor.user_id).length;
      if (own >= limits.streamsPerUser)
        throw new DomainError('live.too_many_streams', {
          params: { max: limits.streamsPerUser, retry_after: RETRY_SECONDS },
        });
      if (closed || all.length >= limits.streams) throw full();
      joining.add(reader);
      try {
        await look();
      } finally {
        joining.delete(reader);
      }
      if (closed) throw full();
      // Between what is read and the first word nothing is missed: both happen in this turn of the loop.
      const at = position ?? 0;
      readers.add(reader);
      begin();
      if (since !== undefined) {
        const missed = replay.since(since, at);
        if (!missed) reader.sink.reset(at);
        else {
          tell(reader, missed);
          // Notices have no place in the chain: whoever was away looks.
          if (since < at) reader.sink.event('notice', {});
        }
      }
      reader.sink.ready(at);
      return () => leave(reader);
    },
    size: () => readers.size,
    async close() {
      closed = true;
      for (const reader of readers) leave(reader, 'server_stops');
      await looking;
    },
  };
}

const full = () => new DomainError('service.unavailable', { params: { retry_after: RETRY_SECONDS } });

/** Whether it may have changed what the reader may see, or that it may read at all. */
function concerns({ action, entity_id }: AuditedChange, { actor, sessionId }: LiveReader): boolean {
  return action === 'role.update' || entity_id === sessionId || entity_id === actor.user_id;
}

function sameRights(a: UserActor, b: UserActor): boolean {
  return (
    a.role === b.role &&
    a.area_id === b.area_id &&
    a.permissions.length === b.permissions.length &&
    a.permissions.every((permission, index) => permission === b.permissions[index])
  );
}
