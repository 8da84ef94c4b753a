import { existsSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../platform/config';
import type { Parts } from './parts';

/** What a person needs when all of it runs: where it is, and who may sign in. */
export function announcement(
  { http, temporal }: Config,
  parts: Parts,
  runtimeDir: string,
  bitrixUrl?: string,
): string {
  const base = http.publicUrl;
  const lines: [string, string | undefined][] = [
    ['Proverka', `${base}/`],
    ['on the network', http.host === '0.0.0.0' ? networkUrl(http.port) : undefined],
    ['API docs', `${base}/docs`],
    ['Temporal UI', parts.temporal?.uiUrl ?? temporal.uiUrl],
    ['S3', parts.s3?.endpoint],
    ['Bitrix24 (local)', bitrixUrl],
    ['data and logs', runtimeDir],
  ];
  const addresses = lines.flatMap(([name, value]) => (value ? [`  ${name.padEnd(18)}${value}`] : []));
  const logins = readLogins(runtimeDir);
  return [
    '',
    ...addresses,
    ...(logins ? ['', logins] : []),
    '',
    '  Ctrl-C stops all of it; the data stay.',
    '',
  ].join('\n');
}

function networkUrl(port: number): string | undefined {
  const address = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find((entry) => entry.family === 'IPv4' && !entry.internal)?.address;
  return address && `http://${address}:${port}/`;
}

function readLogins(runtimeDir: string): string | undefined {
  const file = join(runtimeDir, 'demo-logins.txt');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => `  ${line}`).join('\n');
}
