import { createParser } from 'eventsource-parser';
import { language } from '../words/language';
import { accessToken } from './accessToken';
import { api, refresh } from './client';

export interface LiveEvent {
  event: string;
  data: { id?: string; check_id?: string; status?: string };
}

interface Listening {
  heard(event: LiveEvent): void;
  /** What follows is live; or nothing comes for now. */
  became(isLive: boolean): void;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** The server's heart beats every 20 s. */
const SILENCE_MS = 45_000;
/** A glance at another window is no reason to leave. */
const HIDDEN_MS = 10_000;

/**
 * The tab's one stream of changes. It is left while the page is out of sight or there is no network, and taken up where
 * it was left, so that nothing is missed. Returns how to stop.
 */
export function listenLive({ heard, became }: Listening): () => void {
  let lastId: string | undefined;
  let stream: AbortController | undefined;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isOver = false;

  const mayRun = () => !isOver && navigator.onLine && document.visibilityState === 'visible';

  function leave(): void {
    clearTimeout(pause);
    pause = undefined;
    stream?.abort();
    stream = undefined;
  }

  function start(): void {
    if (stream || !mayRun()) return;
    clearTimeout(pause);
    const mine = new AbortController();
    stream = mine;
    void read(mine)
      .catch(() => undefined)
      .then((waitMs) => {
        if (stream !== mine) return;
        stream = undefined;
        became(false);
        failures += 1;
        pause = setTimeout(start, waitMs ?? pauseAfter(failures));
      });
  }

  /** Until the stream ends. Gives how long the server asks to wait. */
  async function read(mine: AbortController): Promise<number | undefined> {
    if (!accessToken.get()) await refresh();
    let silence = setTimeout(() => mine.abort(), SILENCE_MS);
    try {
      const response = await fetch('/api/v1/events', {
        signal: mine.signal,
        headers: {
          accept: 'text/event-stream',
          'accept-language': language(),
          authorization: `Bearer ${accessToken.get() ?? ''}`,
          ...(lastId !== undefined && { 'last-event-id': lastId }),
        },
      });
      // Where the session is over as well, the next call tells the whole panel.
      if (response.status === 401 && !(await refresh())) await api.get('/auth/me');
      if (!response.ok || !response.body)
        return Number(response.headers.get('retry-after')) * 1_000 || undefined;
      const parser = createParser({
        onEvent: ({ id, event = '', data }) => {
          if (stream !== mine) return;
          if (id !== undefined) lastId = id;
          if (event === 'ready') {
            failures = 0;
            became(true);
          } else if (event !== 'beat') heard({ event, data: JSON.parse(data) as LiveEvent['data'] });
        },
      });
      const text = new TextDecoder();
      const reader = response.body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return undefined;
        clearTimeout(silence);
        silence = setTimeout(() => mine.abort(), SILENCE_MS);
        parser.feed(text.decode(value, { stream: true }));
      }
    } finally {
      clearTimeout(silence);
    }
  }

  function onSight(): void {
    clearTimeout(hiding);
    if (document.visibilityState === 'visible') start();
    else hiding = setTimeout(leave, HIDDEN_MS);
  }
  function onOffline(): void {
    leave();
    became(false);
  }

  document.addEventListener('visibilitychange', onSight);
  addEventListener('online', start);
  addEventListener('offline', onOffline);
  start();
  return () => {
    isOver = true;
    document.removeEventListener('visibilitychange', onSight);
    removeEventListener('online', start);
    removeEventListener('offline', onOffline);
    clearTimeout(hiding);
    leave();
  };
}

/** All tabs of a plant do not come back in the same second. */
function pauseAfter(failures: number): number {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
  return longest * (0.5 + Math.random() / 2);
}
