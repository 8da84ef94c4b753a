import childProcess, { type ChildProcess, type SpawnOptions } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

type Spawn = (command: string, args: string[], options?: SpawnOptions) => ChildProcess;

const SIGNALS = ['SIGINT', 'SIGHUP', 'SIGQUIT'] as const;
const SETPRIV = ['/usr/bin/setpriv', '/bin/setpriv'].find((file) => existsSync(file));

/**
 * Loads Carbone's converter so that its processes are ours: it looks for programs on PATH, and binds `spawn`, when it is
 * loaded, and it answers signals by killing LibreOffice under a running document.
 */
export function withOfficeProcesses<T>(programPath: string | undefined, load: () => T): T {
  const before = { path: process.env['PATH'], spawn: childProcess.spawn };
  const listeners = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));
  if (programPath) process.env['PATH'] = [programPath, '/usr/bin', before.path].join(path.delimiter);
  // Carbone uses this one overload.
  (childProcess as { spawn: Spawn }).spawn = (command, args) => spawnBound(before.spawn, command, args);
  try {
    return load();
  } finally {
    childProcess.spawn = before.spawn;
    if (before.path === undefined) delete process.env['PATH'];
    else process.env['PATH'] = before.path;
    for (const [signal, ours] of listeners) {
      for (const added of process.listeners(signal)) if (!ours.includes(added)) process.off(signal, added);
    }
  }
}

/**
 * In a process group of its own, so that Ctrl-C reaches LibreOffice only through our shutdown; on Linux it dies with us
 * even when we are killed. A broken pipe to it is news for its `close` event, not a fault of this process.
 */
function spawnBound(spawn: typeof childProcess.spawn, command: string, args: string[]): ChildProcess {
  writeProfile(args);
  const bound: [string, string[]] = SETPRIV
    ? [SETPRIV, ['--pdeathsig', 'KILL', '--', command, ...args]]
    : [command, args];
  const child = spawn(...bound, { detached: true, stdio: 'pipe' });
  child.on('error', ignore);
  child.stdin.on('error', ignore);
  return child;
}

const ignore = () => undefined;

/** Uploaded templates run no macros and fetch nothing; PDFs are tagged for screen readers. */
const PROFILE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export"><prop oor:name="UseTaggedPDF" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
`;

function writeProfile(args: string[]) {
  const url = args
    .find((arg) => arg.startsWith('-env:UserInstallation='))
    ?.slice('-env:UserInstallation='.length);
  if (!url) return;
  const folder = path.join(fileURLToPath(url), 'user');
  const file = path.join(folder, 'registrymodifications.xcu');
  if (existsSync(file)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, PROFILE);
}
