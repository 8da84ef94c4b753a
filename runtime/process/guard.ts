import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Reads `+ <pid> <signal>`, `- <pid>` and `rm <folder>` lines. When they end, because the parent ended in
 * whatever way, it stops the processes still listed, then removes the folder. A shell, since it costs 1 MB.
 */
const script = `
trap '' INT TERM HUP
list=' '
folder=
while read -r act what how; do
  case $act in
    +) list="$list$what:$how " ;;
    -) case $list in *" $what:"*) rest=\${list#*" $what:"}; list="\${list%%" $what:"*} \${rest#* }" ;; esac ;;
    rm) folder=$what\${how:+ $how} ;;
  esac
done
for entry in $list; do kill -"\${entry#*:}" "\${entry%%:*}" 2>/dev/null; done
tries=0
for entry in $list; do
  while kill -0 "\${entry%%:*}" 2>/dev/null; do
    tries=$((tries + 1))
    if [ $tries -gt 150 ]; then kill -KILL "\${entry%%:*}" 2>/dev/null; fi
    sleep 0.1
  done
done
if [ -n "$folder" ]; then rm -rf -- "$folder"; fi
`;

/** Watches over children for the case that this process is killed: they would live on unwatched. */
export interface Guard {
  watch(pid: number, signal: NodeJS.Signals): void;
  forget(pid: number): void;
  removeAtEnd(folder: string): void;
  /** Nothing is left to guard: ends it. */
  release(): Promise<void>;
}

export function startGuard(): Guard {
  if (process.platform === 'win32') return noGuard;
  const child = spawn('sh', ['-c', script, 'proverka-guard'], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.unref();
  const unref = (child.stdin as { unref?: () => void }).unref;
  unref?.call(child.stdin);
  const tell = (line: string) => child.stdin.write(`${line}\n`);
  return {
    watch: (pid, signal) => tell(`+ ${pid} ${signal.slice('SIG'.length)}`),
    forget: (pid) => tell(`- ${pid}`),
    removeAtEnd: (folder) => tell(`rm ${folder}`),
    release: () => ended(child),
  };
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
    return Promise.resolve();
  return new Promise((done) => {
    child.ref();
    child.once('exit', () => done());
    child.stdin?.end();
  });
}

const noGuard: Guard = {
  watch: () => {},
  forget: () => {},
  removeAtEnd: () => {},
  release: () => Promise.resolve(),
};
