import type { CheckJson } from '../../../api/schemas/check';
import type { Cast } from './cast';
import type { Teller } from './teller';

interface Entry {
  at: string;
  planned_at: string | null;
  kind: string;
  text: string;
}

const AUDITED = [
  ...['check.create', 'check.start', 'check.answer', 'check.remind', 'check.overdue', 'check.escalate'],
  ...['check.comment', 'check.submit', 'check.accept', 'check.complete'],
];

/** Prints what happened, as the timeline and the audit log keep it. */
export async function readRecords(
  check: CheckJson,
  { manager, auditor, executor, stranger }: Cast,
  { chapter, tell, holds, refuses }: Teller,
): Promise<{ timeline: string[]; audit: string[] }> {
  chapter('Что осталось в истории проверки');
  const path = `/checks/${check.id}/timeline?limit=200`;
  const { items } = await manager.api.get<{ items: Entry[] }>(path);
  for (const line of table(items, check.area?.time_zone ?? 'UTC')) tell(line);
  await refuses('посторонний', stranger.api.call('GET', path), 404, 'check.not_found');

  chapter('Журнал аудита');
  const entries = await allEntries(auditor.api.get, check.id);
  const audit = entries.map(({ action }) => action);
  const counted = AUDITED.map((action) => [action, audit.filter((name) => name === action).length] as const);
  tell(counted.map(([action, count]) => `${action} × ${count}`).join(', '));
  const lost = counted.filter(([, count]) => count === 0).map(([action]) => action);
  holds('у каждого события есть запись', lost.length === 0, lost);
  const chained = entries.every(({ hash, prev_hash }) => /^[0-9a-f]{64}$/.test(hash) && hash !== prev_hash);
  holds('каждая запись сцеплена с прежней', entries.length > 0 && chained);
  await refuses('исполнитель читает журнал', executor.api.call('GET', '/audit/'), 403, 'access.denied');
  await refuses(
    'запись в журнал',
    auditor.api.call('POST', '/audit/', {}),
    405,
    'request.method_not_allowed',
  );
  return { timeline: items.map(({ kind }) => kind), audit };
}

interface AuditEntry {
  action: string;
  hash: string;
  prev_hash: string;
}

async function allEntries(get: Cast['auditor']['api']['get'], checkId: string): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  let cursor: string | null = null;
  do {
    const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: { items: AuditEntry[]; next_cursor: string | null } = await get(
      `/audit/?entity_id=${checkId}&limit=200${after}`,
    );
    entries.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return entries;
}

function table(items: readonly Entry[], timeZone: string): string[] {
  const clock = new Intl.DateTimeFormat('ru', { timeStyle: 'medium', timeZone });
  const rows = items.map(({ at, planned_at, text }) => {
    const lateMs = planned_at === null ? undefined : Date.parse(at) - Date.parse(planned_at);
    const late = lateMs === undefined ? '' : `+${(lateMs / 1000).toFixed(2).replace('.', ',')} с`;
    return `${clock.format(new Date(at))}  ${late.padStart(9)}  ${text}`;
  });
  return [`Время     от плана  Событие (${timeZone})`, '─'.repeat(78), ...rows];
}
