import { createServer, type AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { Config } from '../platform/config';
import { serveMetrics } from '../platform/metrics/serveMetrics';

const SDK_MS = 5_000;

/** Ours and the SDK's, which it serves itself on `sdkPort` of loopback, at one address. */
export function serveWorkerMetrics(
  { host, token, workerPort }: Config['metrics'] & { workerPort: number },
  registry: Registry,
  sdkPort: number,
): Promise<() => Promise<void>> {
  return serveMetrics({
    ...{ host, port: workerPort, registry },
    ...(token !== undefined && { token }),
    also: async () => {
      const response = await fetch(`http://127.0.0.1:${sdkPort}/metrics`, {
        signal: AbortSignal.timeout(SDK_MS),
      });
      return response.text();
    },
  });
}

/** The SDK cannot be told to take any free port and to say which. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
