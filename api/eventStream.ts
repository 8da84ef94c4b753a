import { Readable } from 'node:stream';
import type { LiveSink } from '../services/live/liveFeed';

/** What waits in memory for a client that does not read; then it is cut off, and resumes when it can. */
export const MOST_WAITING_BYTES = 64 * 1024;

/** One change is told to many. */
const texts = new WeakMap<object, string>();

function textOf(data: object): string {
  const known = texts.get(data);
  if (known !== undefined) return known;
  const text = JSON.stringify(data);
  texts.set(data, text);
  return text;
}

/** A text/event-stream that is written as a sink. */
export class EventStream extends Readable implements LiveSink {
  override _read(): void {}

  event(name: string, data: object, seq?: number): void {
    this.write(`${seq === undefined ? '' : `id: ${seq}\n`}event: ${name}\ndata: ${textOf(data)}\n\n`);
  }

  reset(seq: number): void {
    this.event('reset', {}, seq);
  }

  ready(seq: number): void {
    this.event('ready', {}, seq);
  }

  beat(seq: number): void {
    this.event('beat', {}, seq);
  }

  end(reason: string): void {
    this.event('end', { reason });
    if (!this.destroyed) this.push(null);
  }

  private write(text: string): void {
    if (this.destroyed || this.readableEnded) return;
    if (this.readableLength > MOST_WAITING_BYTES) this.destroy();
    else this.push(text);
  }
}
