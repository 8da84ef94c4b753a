import type { PersonRow } from '../../db/repositories/people';
import type { Tx } from '../../db/transaction';

const TITLES_TOLD = 20;

/** Tells the supervisor, or where none works who did it, what waits to be handed over: that stays a person's decision. */
export async function tellOfDeactivation(tx: Tx, person: PersonRow, byUserId: string): Promise<void> {
  const checks = await tx.checks.runningOf(person.id);
  if (checks.length === 0) return;
  const supervisor = person.supervisor_id ? await tx.people.find(person.supervisor_id) : undefined;
  const told = checks.slice(0, TITLES_TOLD);
  await tx.notices.tell([
    {
      user_id: supervisor?.active ? supervisor.id : byUserId,
      kind: 'executor_inactive',
      check_id: null,
      key: `executor_inactive:${person.id}:${person.auth_version}`,
      data: {
        executor: person.full_name,
        executor_id: person.id,
        count: checks.length,
        checks: told.map(({ title }) => `«${title}»`).join(', ') + (checks.length > told.length ? ', …' : ''),
        check_ids: checks.map(({ id }) => id),
      },
    },
  ]);
}
