const repeatedMs = 1_500;

export interface SignalledStop {
  /** Aborted by a signal that comes before `onStop` was given. */
  signal: AbortSignal;
  onStop(stop: () => Promise<void>): void;
}

/** Ctrl-C, a service manager's SIGTERM, and a closed terminal stop all in order; a later repeat ends at once. */
export function stopOnSignal(say: (line: string) => void): SignalledStop {
  const starting = new AbortController();
  let stop: (() => Promise<void>) | undefined;
  let firstAt: number | undefined;

  async function handle(): Promise<void> {
    // npm and the terminal both tell us of the same Ctrl-C.
    if (firstAt !== undefined) return Date.now() - firstAt > repeatedMs ? process.exit(1) : undefined;
    firstAt = Date.now();
    say('stopping…');
    starting.abort();
    if (!stop) return;
    await stop();
    process.exit(0);
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void handle());
  return {
    signal: starting.signal,
    onStop(given) {
      stop = given;
    },
  };
}
