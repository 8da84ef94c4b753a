/** What was looked at, how it is, and what to do about it. */
export interface Finding {
  state: 'ok' | 'warn' | 'fail';
  what: string;
  detail: string;
  remedy?: string;
}

export const ok = (what: string, detail: string): Finding => ({ state: 'ok', what, detail });
export const warn = (what: string, detail: string, remedy: string): Finding => ({
  state: 'warn',
  what,
  detail,
  remedy,
});
export const fail = (what: string, detail: string, remedy: string): Finding => ({
  state: 'fail',
  what,
  detail,
  remedy,
});

/** What the check finds; what it throws is itself a finding, with the way out. */
export async function look(
  what: string,
  remedy: string,
  check: () => Promise<Finding[]>,
): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    return [fail(what, wordsOf(error), remedy)];
  }
}

/** The innermost cause says more than what wraps it; a refused connection has a code and no message. */
export function wordsOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { message, cause, code } = error as { message?: string; cause?: unknown; code?: unknown };
  if (cause) return wordsOf(cause);
  return (message || String(code)).split('\n')[0] ?? '';
}

/** Clocks that differ make due times wrong by as much. */
export function clock(what: string, theirs: Date, ours: Date): Finding {
  const apartS = Math.abs(theirs.getTime() - ours.getTime()) / 1000;
  const name = `clock of ${what}`;
  const remedy = 'run a time service (chrony, systemd-timesyncd) on both machines';
  if (apartS > 30) return fail(name, `${apartS.toFixed(0)} s apart from ours`, remedy);
  if (apartS > 2) return warn(name, `${apartS.toFixed(1)} s apart from ours`, remedy);
  return ok(name, 'as ours');
}
