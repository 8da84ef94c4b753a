import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Root {
  /** Folders on top of one another, the lowest first. */
  layers: readonly string[];
  /** Takes what is written; without it nothing can be written. */
  upper?: string;
  workDir: string;
  /** Folders and files of this machine, and where they are seen. */
  binds: readonly [from: string, to: string][];
}

/** Runs shell commands in a mount namespace of their own where the layers are one file system. */
export function within(root: Root, commands: (root: string) => string[]): SpawnSyncReturns<string> {
  const mountPoint = join(root.workDir, 'root');
  const script = [...mounts(root, mountPoint), ...commands(mountPoint)].join('\n');
  return spawnSync('unshare', ['--mount', 'sh', '-ec', script], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Shell lines that lay the layers over one another; all of it ends with the namespace. */
export function mounts({ layers, upper, workDir, binds }: Root, mountPoint: string): string[] {
  const empty = join(workDir, 'empty');
  const work = join(workDir, 'work');
  for (const folder of [mountPoint, empty, work]) mkdirSync(folder, { recursive: true });
  // Overlayfs without an upper folder cannot be written to, and wants two at least.
  const lower = [...layers].reverse().concat(upper ? [] : [empty]);
  const options = [`lowerdir=${lower.join(':')}`, ...(upper ? [`upperdir=${upper}`, `workdir=${work}`] : [])];
  return [
    `mount -t overlay overlay -o ${options.join(',')} ${mountPoint}`,
    ...(upper
      ? [`mkdir -p ${['proc', 'dev', 'run/host', 'etc'].map((name) => `${mountPoint}/${name}`).join(' ')}`]
      : []),
    `mount -t proc proc ${mountPoint}/proc`,
    `mount --rbind /dev ${mountPoint}/dev`,
    `mount -t tmpfs tmpfs ${mountPoint}/run`,
    `mkdir -p ${mountPoint}/run/host`,
    ...['/etc/resolv.conf', '/etc/ssl/certs/ca-certificates.crt'].map(
      (file) => `[ ! -e ${file} ] || cp -L ${file} ${mountPoint}/run/host/`,
    ),
    ...(upper
      ? [
          `touch ${mountPoint}/etc/resolv.conf`,
          `mount --bind ${mountPoint}/run/host/resolv.conf ${mountPoint}/etc/resolv.conf`,
        ]
      : []),
    ...binds.flatMap(([from, to]) => [
      ...(upper || to.startsWith('/run/')
        ? [
            `[ -d ${from} ] && mkdir -p ${mountPoint}${to} || { mkdir -p $(dirname ${mountPoint}${to}); touch ${mountPoint}${to}; }`,
          ]
        : []),
      `mount --bind ${from} ${mountPoint}${to}`,
    ]),
  ];
}

/** One word for the shell. */
export const sh = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
