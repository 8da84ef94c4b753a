import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from './random';
import type { Killable, PartName, Stage } from './stage';

export interface StrikeCounts {
  kills: number;
  byPart: Record<string, number>;
  strikes: number;
  allAtOnce: number;
  duringRecovery: number;
}

/** The share of strikes that hit every part at once, and of those that come again while the parts still recover. */
const ALL_AT_ONCE = 0.15;
const AGAIN = 0.4;

/** Kills one part, or all at once, starts them again, and goes on until `endAt`. All parts run when it returns. */
export async function strikeUntil(
  endAt: number,
  stage: Stage,
  random: Random,
  say: (line: string) => void,
): Promise<StrikeCounts> {
  const counts: StrikeCounts = { kills: 0, byPart: {}, strikes: 0, allAtOnce: 0, duringRecovery: 0 };
  const names = Object.keys(stage.parts) as PartName[];

  function kill(name: PartName): void {
    if (!killNow(stage.parts[name])) return;
    counts.kills += 1;
    counts.byPart[name] = (counts.byPart[name] ?? 0) + 1;
  }

  for (let turn = 0; Date.now() < endAt; turn += 1) {
    await delay(random.between(1_500, 5_000));
    // Each part in its turn at least, however short the run.
    const all = turn >= names.length && random.chance(ALL_AT_ONCE);
    const struck =
      all || turn === names.length
        ? names
        : [turn < names.length ? (names[turn] as PartName) : random.oneOf(names)];
    const again = random.chance(AGAIN);
    const againAfterMs = random.between(50, 2_500);
    counts.strikes += 1;
    if (struck.length > 1) counts.allAtOnce += 1;
    say(`kill ${struck.length > 1 ? 'all' : struck[0]}${again ? ', and again during recovery' : ''}`);
    struck.forEach(kill);
    const risen = Promise.all(struck.map((name) => rise(stage.parts[name])));
    if (again) {
      await delay(againAfterMs);
      counts.duringRecovery += 1;
      struck.forEach(kill);
      await Promise.all(struck.map((name) => rise(stage.parts[name])));
    }
    await risen;
  }
  return counts;
}

/** How often a part was killed, and after which of those it was last brought up. */
const killed = new WeakMap<Killable, number>();
const risenAfter = new WeakMap<Killable, number>();
const rising = new WeakMap<Killable, Promise<void>>();

function killNow(part: Killable): boolean {
  const target = part.pid();
  if (target === undefined) return false;
  try {
    process.kill(target, part.signal);
  } catch {
    return false; // it is between two lives
  }
  killed.set(part, (killed.get(part) ?? 0) + 1);
  return true;
}

/** As a supervisor does: starts it again until it is ready. What needs another part that is down waits or ends by itself. */
function rise(part: Killable): Promise<void> {
  const risen = (rising.get(part) ?? Promise.resolve()).then(async () => {
    for (;;) {
      const kills = killed.get(part);
      if (risenAfter.get(part) === kills) return;
      try {
        await part.stop();
        await part.start();
        risenAfter.set(part, kills ?? 0);
      } catch {
        await delay(200);
      }
    }
  });
  rising.set(part, risen);
  return risen;
}
