import { execFile } from 'node:child_process';
import type { ProgramPlaces } from './program';

/** Runs a program to its end. @throws Error with the last lines that it wrote. */
export function runCommand(
  command: string,
  args: string[],
  options: Pick<ProgramPlaces, 'env' | 'signal'> & { cwd?: string; timeoutMs: number },
): Promise<string> {
  const { timeoutMs, ...settings } = options;
  return new Promise((resolve, reject) => {
    execFile(
      command,
      args,
      { ...settings, timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (!error) return resolve(stdout);
        if (error.killed) return reject(new Error(`${command} took longer than ${timeoutMs / 1000} s`));
        const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-6).join('\n');
        reject(new Error(said || error.message));
      },
    );
  });
}

/** What every command of a source is run with. */
export function surroundings({ env, signal }: ProgramPlaces): Pick<ProgramPlaces, 'env' | 'signal'> {
  return { env, ...(signal && { signal }) };
}
