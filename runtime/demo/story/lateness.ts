import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckJson } from '../../../api/schemas/check';
import type { Cast } from './cast';
import type { Pace } from './pace';
import type { Teller } from './teller';

const GRACE_MS = 60_000;
const TELL_EVERY_MS = 10_000;

/** Waits in earnest until the check is late and both steps of the ladder are carried out. */
export async function waitUntilEscalated(
  { id, due_at }: CheckJson,
  { executor, supervisor, manager }: Cast,
  pace: Pace,
  { chapter, tell, holds }: Teller,
): Promise<void> {
  chapter('Проверку забывают');
  tell(`История ждёт по-настоящему: срок и ещё ${pace.words.secondStep} до второй ступени.`);
  const dueMs = Date.parse(due_at);
  const giveUpAt = dueMs + pace.secondStepMs + GRACE_MS;
  let level = 0;
  let isLate = false;
  let toldAt = Date.now();
  while (level < 2 && Date.now() < giveUpAt) {
    const check = await executor.api.get<CheckJson>(`/checks/${id}`);
    if (check.overdue && !isLate) tell('Срок истёк, проверка просрочена.');
    isLate ||= check.overdue;
    if (check.escalation_level > level) tell(`Эскалация: ступень ${check.escalation_level}.`);
    level = check.escalation_level;
    if (level < 2 && Date.now() - toldAt >= TELL_EVERY_MS) {
      toldAt = Date.now();
      tell(waiting(dueMs, pace));
    }
    if (level < 2) await sleep(Math.min(1000, pace.dueInMs / 20));
  }
  holds('проверка просрочена, обе ступени эскалации выполнены', isLate && level === 2, { isLate, level });
  const told = async (person: Cast['manager']) => {
    const { items } = await person.api.get<{ items: { check_id: string; kind: string; title: string }[] }>(
      '/notices/?limit=200',
    );
    return items.filter((notice) => notice.check_id === id).map(({ kind }) => kind);
  };
  const [toExecutor, toSupervisor, toManager] = await Promise.all([executor, supervisor, manager].map(told));
  holds('исполнителю напомнили и сообщили о просрочке', has(toExecutor, 'reminder', 'overdue'), toExecutor);
  holds('мастер узнал сразу', has(toSupervisor, 'escalation'), toSupervisor);
  holds('руководитель узнал второй ступенью', has(toManager, 'escalation'), toManager);
}

const has = (kinds: string[] | undefined, ...wanted: string[]) =>
  wanted.every((kind) => kinds?.includes(kind));

function waiting(dueMs: number, pace: Pace): string {
  const leftSeconds = Math.round((dueMs - Date.now()) / 1000);
  if (leftSeconds > 0) return `… до срока ${leftSeconds} с`;
  return `… до второй ступени ${Math.max(0, Math.round(pace.secondStepMs / 1000 + leftSeconds))} с`;
}
