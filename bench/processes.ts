import { readFileSync, readdirSync } from 'node:fs';

const TICKS_A_SECOND = 100;

/** Processes by the part of the product that they belong to. */
export type PidsByPart = ReadonlyMap<string, number | undefined>;

interface Stat {
  pid: number;
  parent: number;
  cpuSeconds: number;
}

/** Seconds of processor time by part, children and ended children included. Linux only: elsewhere empty. */
export function cpuSeconds(parts: PidsByPart): Map<string, number> {
  const stats = allStats();
  return new Map(
    [...parts].map(([part, pid]) => [part, sum(familyOf(pid, stats).map((stat) => stat.cpuSeconds))]),
  );
}

/** MB by part. What processes share (Postgres' buffers) is counted once: proportional set size, else resident. */
export function memoryMb(parts: PidsByPart): Map<string, number> {
  const stats = allStats();
  return new Map(
    [...parts].map(([part, pid]) => [part, sum(familyOf(pid, stats).map(({ pid }) => mbOf(pid)))]),
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function familyOf(root: number | undefined, stats: readonly Stat[]): Stat[] {
  const family = stats.filter((stat) => stat.pid === root);
  for (const member of family) family.push(...stats.filter((stat) => stat.parent === member.pid));
  return family;
}

function allStats(): Stat[] {
  return procEntries().flatMap((pid) => {
    const text = read(`/proc/${pid}/stat`);
    if (!text) return [];
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = sum([11, 12, 13, 14].map((index) => fields[index] ?? 0));
    return [{ pid, parent: fields[1] ?? 0, cpuSeconds: ticks / TICKS_A_SECOND }];
  });
}

function mbOf(pid: number): number {
  const kb =
    /^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ??
    /^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  return Number(kb ?? 0) / 1024;
}

function procEntries(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // it has ended, or is another user's
  }
}
