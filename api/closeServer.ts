import type { Server } from 'node:http';

const IDLE_SWEEP_MS = 50;

/** Takes no more connections, lets running requests finish for `graceMs`, then cuts what is left. */
export async function closeServer(server: Server, graceMs = 10_000): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Connections kept alive become idle only when their request is done, and would then wait for another one.
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
