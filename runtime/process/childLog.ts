import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const keptBytes = 20 * 1024 * 1024;
const tailLines = 12;

/** RUNTIME_DIR/logs/<part>.log, which the child writes by itself: it loses no line when we are killed. */
export function openLog(runtimeDir: string, part: string): { fd: number; close(): void } {
  const file = logFile(runtimeDir, part);
  mkdirSync(join(runtimeDir, 'logs'), { recursive: true });
  if (sizeOf(file) > keptBytes) renameSync(file, `${file}.1`);
  const fd = openSync(file, 'a', 0o600);
  writeSync(fd, `--- ${part} started ${new Date().toISOString()}\n`);
  return { fd, close: () => closeSync(fd) };
}

/** Its last lines since its last start, for an error message. */
export function tailOf(runtimeDir: string, part: string): string {
  const file = logFile(runtimeDir, part);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const begin = lines.findLastIndex((line) => line.startsWith('--- '));
  return [...lines.slice(begin + 1).slice(-tailLines), `(whole log: ${file})`]
    .map((line) => `  ${line}`)
    .join('\n');
}

export const logFile = (runtimeDir: string, part: string) => join(runtimeDir, 'logs', `${part}.log`);

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
