import type { NewNotice } from '../../db/repositories/notices';
import type { PersonRow } from '../../db/repositories/people';
import type { Tx } from '../../db/transaction';

const TITLES_TOLD = 20;

interface Waiting {
  id: string;
  title: string;
}

/** Tells the supervisor, or where none works who did it, what waits to be handed over: that stays a person's decision. */
export async function tellOfDeactivation(tx: Tx, person: PersonRow, byUserId: string): Promise<void> {
  const [checks, actions] = await Promise.all([
    tx.checks.runningOf(person.id),
    tx.actions.runningOf(person.id),
  ]);
  if (checks.length + actions.length === 0) return;
  const supervisor = person.supervisor_id ? await tx.people.find(person.supervisor_id) : undefined;
  const told = (kind: string, data: Record<string, unknown>): NewNotice => ({
    user_id: supervisor?.active ? supervisor.id : byUserId,
    kind,
    check_id: null,
    key: `${kind}:${person.id}:${person.auth_version}`,
    data: { executor: person.full_name, executor_id: person.id, ...data },
  });
  await tx.notices.tell([
    ...(checks.length > 0
      ? [
          told('executor_inactive', {
            count: checks.length,
            checks: titlesOf(checks),
            check_ids: checks.map(({ id }) => id),
          }),
        ]
      : []),
    ...(actions.length > 0
      ? [
          told('owner_inactive', {
            count: actions.length,
            actions: titlesOf(actions),
            action_ids: actions.map(({ id }) => id),
          }),
        ]
      : []),
  ]);
}

function titlesOf(waiting: readonly Waiting[]): string {
  const told = waiting.slice(0, TITLES_TOLD).map(({ title }) => `«${title}»`);
  return told.join(', ') + (waiting.length > told.length ? ', …' : '');
}
