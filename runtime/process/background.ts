/** Behind the API and the database where all share a machine: answers come first, processes hear of them a little later. */
const NICENESS = 5;

/** A command that gives way to others. */
export function inBackground(command: string, args: string[]): { command: string; args: string[] } {
  if (process.platform === 'win32') return { command, args };
  return { command: 'nice', args: ['-n', String(NICENESS), command, ...args] };
}
