import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { commandOf } from './process/identity';
import { isFree } from './ports';

/** @throws Error that names who has the port and how to take another. */
export async function assertPortFree(port: number, host: string): Promise<void> {
  if (await isFree(port, host)) return;
  const pid = process.platform === 'linux' ? listenerOnLinux(port) : listenerByLsof(port);
  const who = pid === undefined ? 'another program' : `process ${pid} (${commandOf(pid).slice(0, 80)})`;
  const other = port === 8080 ? 8081 : 8080;
  throw new Error(
    `Port ${port} on ${host} is taken by ${who}.\nStop it, or start on another port: PORT=${other} npm start`,
  );
}

function listenerOnLinux(port: number): number | undefined {
  const inodes = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => listeningInodes(file, port));
  const sockets = new Set(inodes.map((inode) => `socket:[${inode}]`));
  if (sockets.size === 0) return undefined;
  return namesIn('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => namesIn(`/proc/${pid}/fd`).some((fd) => sockets.has(linkOf(`/proc/${pid}/fd/${fd}`))));
}

function listeningInodes(file: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const listening = '0A';
  return textOf(file)
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(suffix) && fields[3] === listening)
    .flatMap((fields) => fields[9] ?? []);
}

function listenerByLsof(port: number): number | undefined {
  try {
    const said = execFileSync('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], { encoding: 'utf8' });
    return Number(said.split('\n')[0]) || undefined;
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // it ended, or belongs to someone else
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
