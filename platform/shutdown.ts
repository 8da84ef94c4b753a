import type { Logger } from 'pino';

type Step = [name: string, stop: () => Promise<unknown> | unknown];

/** Runs the steps once, in order, on SIGTERM or SIGINT; a step that fails does not keep the others from running. */
export function onShutdown(logger: Logger, steps: readonly Step[]): void {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    for (const [name, run] of steps) {
      try {
        await run();
      } catch (error) {
        logger.error({ err: error, step: name }, 'a part did not stop cleanly');
      }
    }
    logger.info('stopped');
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
}
