import { keep, kept } from '../api/store';
import type { Check, UnsentSubmit } from '../api/unsent';

/** What became of a submit that left by itself, until its giver has seen it. */
export interface HandedIn extends Pick<Check, 'status' | 'verdict' | 'score'> {
  check_id: string;
  check_title: string;
  user_id: string;
  at: string;
}

const KEY = 'handed_in';
const MOST = 20;

async function all(): Promise<HandedIn[]> {
  return (await kept<HandedIn[]>(KEY)) ?? [];
}

export async function handedInOf(userId: string): Promise<HandedIn[]> {
  return (await all()).filter(({ user_id }) => user_id === userId);
}

export async function keepHandedIn({ user_id, check_id, check_title }: UnsentSubmit, check: Check) {
  const { status, verdict, score, submitted_at } = check;
  const at = submitted_at ?? new Date().toISOString();
  const others = (await all()).filter((one) => one.check_id !== check_id);
  const own = { user_id, check_id, check_title, status, verdict, score, at };
  await keep(KEY, [own, ...others].slice(0, MOST));
}

export async function forgetHandedIn(checkId: string): Promise<void> {
  await keep(
    KEY,
    (await all()).filter(({ check_id }) => check_id !== checkId),
  );
}
