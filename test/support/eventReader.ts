import { createParser } from 'eventsource-parser';
import { eventually } from './eventually';

export interface ReadEvent {
  id?: string;
  event: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into data of every shape
  data: any;
}

export interface EventReader {
  status: number;
  headers: Headers;
  events: ReadEvent[];
  /** The newest id. */
  lastId(): string;
  /** Waits for an event of that name that fits. */
  heard(event: string, fits?: (data: ReadEvent['data']) => boolean): Promise<ReadEvent>;
  /** Waits until the server has closed the stream. */
  ended(): Promise<void>;
  close(): void;
}

/** Reads /events as the panel does: by fetch, with a token. */
export async function readEvents(url: string, token: string, since?: string): Promise<EventReader> {
  const abort = new AbortController();
  const response = await fetch(`${url}/api/v1/events`, {
    headers: { authorization: `Bearer ${token}`, ...(since !== undefined && { 'last-event-id': since }) },
    signal: abort.signal,
  });
  const events: ReadEvent[] = [];
  let isOver = false;
  const parser = createParser({
    onEvent: ({ id, event = 'message', data }) =>
      void events.push({ ...(id !== undefined && { id }), event, data: JSON.parse(data) }),
  });
  const reading = async () => {
    const text = new TextDecoder();
    for await (const bytes of response.body ?? [])
      parser.feed(text.decode(bytes as Uint8Array, { stream: true }));
  };
  if (response.ok)
    void reading()
      .catch(() => undefined)
      .finally(() => (isOver = true));
  else await response.body?.cancel();
  return {
    status: response.status,
    headers: response.headers,
    events,
    lastId: () => events.findLast(({ id }) => id !== undefined)?.id ?? '',
    heard: (event, fits = () => true) =>
      eventually(() => {
        const found = events.find((one) => one.event === event && fits(one.data));
        if (!found) throw new Error(`No ${event} among ${JSON.stringify(events)}`);
        return found;
      }, 10_000),
    ended: () =>
      eventually(() => {
        if (!isOver) throw new Error('The stream is open');
      }, 10_000),
    close: () => abort.abort(),
  };
}
