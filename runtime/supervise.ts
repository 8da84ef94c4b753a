import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { logFile, openLog, tailOf } from './process/childLog';
import { startGuard } from './process/guard';
import { identityOf } from './process/identity';
import { type Recorded, recordProcesses } from './process/leftovers';
import { type StopWay, stopProcess } from './process/stopProcess';

export interface ChildSpec {
  part: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number;
  gid?: number;
  way: StopWay;
  /** Asked again and again until it says true; what it throws ends the start. */
  isReady: () => Promise<boolean>;
  readyWithinMs: number;
}

export interface SupervisedChild {
  part: string;
  pid(): number | undefined;
  /** Resolves when it is ready. @throws Error with the end of its log. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface Supervisor {
  add(spec: ChildSpec): SupervisedChild;
  /** Removed even if this process is killed. */
  removeAtEnd(folder: string): void;
  stop(): Promise<void>;
}

const firstPauseMs = 200;
const steadyMs = 60_000;
const longestPauseMs = 30_000;

/** Starts children, starts a crashed one again (alone, with growing pauses) and stops them in order. */
export function createSupervisor(runtimeDir: string, say: (line: string) => void): Supervisor {
  const guard = startGuard();
  const children: SupervisedChild[] = [];
  const running = new Map<number, Recorded>();
  let stopping = false;
  const record = () => recordProcesses(runtimeDir, [...running.values()]);

  function launch(spec: ChildSpec): ChildProcess {
    if (stopping) throw new Error(`${spec.part} was not started: stopping`);
    const log = openLog(runtimeDir, spec.part);
    const child = spawn(spec.command, spec.args, {
      stdio: ['ignore', log.fd, log.fd],
      detached: true, // a Ctrl-C at the terminal is for us: we stop them in order
      ...(spec.env && { env: spec.env }),
      ...(spec.cwd && { cwd: spec.cwd }),
      ...(spec.uid !== undefined && { uid: spec.uid }),
      ...(spec.gid !== undefined && { gid: spec.gid }),
    });
    log.close();
    const { pid } = child;
    if (pid === undefined) return child;
    guard.watch(pid, spec.way.signal);
    running.set(pid, { part: spec.part, way: spec.way, ...identityOf(pid) });
    record();
    child.once('exit', () => {
      guard.forget(pid);
      running.delete(pid);
      record();
    });
    return child;
  }

  function add(spec: ChildSpec): SupervisedChild {
    let child: ChildProcess | undefined;
    let wanted = false;
    let restarts: AbortController | undefined;
    let pauseMs = firstPauseMs;

    async function start() {
      wanted = true;
      restarts = new AbortController();
      try {
        await startOnce();
      } catch (error) {
        await stop();
        throw error;
      }
    }

    async function startOnce() {
      const beganAt = Date.now();
      const started = launch(spec);
      child = started;
      const ended = new Promise<string>((resolve) => {
        started.once('error', (error) => resolve(error.message));
        started.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
      });
      await untilReady(spec, runtimeDir, ended);
      void ended.then((how) => {
        if (Date.now() - beganAt > steadyMs) pauseMs = firstPauseMs;
        return startAgain(how);
      });
    }

    async function startAgain(how: string) {
      for (let reason = how; wanted; ) {
        say(`${spec.part} ended (${reason}); starting it again. Its log: ${logFile(runtimeDir, spec.part)}`);
        const isOver = await pause(pauseMs, restarts?.signal);
        if (!isOver) return;
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
        try {
          await startOnce();
          return say(`${spec.part} is back`);
        } catch (error) {
          await halt(child, spec.way);
          reason = (error as Error).message.split('\n', 1)[0] ?? '';
        }
      }
    }

    async function stop() {
      wanted = false;
      restarts?.abort();
      await halt(child, spec.way);
    }

    const supervised = { part: spec.part, pid: () => child?.pid, start, stop };
    children.push(supervised);
    return supervised;
  }

  return {
    add,
    removeAtEnd: guard.removeAtEnd,
    async stop() {
      stopping = true;
      await Promise.all(children.map((child) => child.stop()));
      await guard.release();
    },
  };
}

async function untilReady(spec: ChildSpec, runtimeDir: string, ended: Promise<string>): Promise<void> {
  const deadline = Date.now() + spec.readyWithinMs;
  let how: string | undefined;
  void ended.then((text) => {
    how = text;
  });
  while (how === undefined) {
    if (await spec.isReady()) return;
    if (Date.now() > deadline) how = `not ready after ${spec.readyWithinMs / 1000} s`;
    await Promise.race([ended, delay(40)]);
  }
  throw new Error(`${spec.part} did not start (${how})\n${tailOf(runtimeDir, spec.part)}`);
}

async function halt(child: ChildProcess | undefined, way: StopWay): Promise<void> {
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((done) => child.once('exit', done));
  await stopProcess(identityOf(child.pid), way);
  await exited;
}

/** Whether the pause went by; false when it was broken off. */
function pause(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  return delay(ms, true, { ...(signal && { signal }) }).catch(() => false);
}
