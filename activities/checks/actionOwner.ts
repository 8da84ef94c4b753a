import type { PersonRow } from '../../db/repositories/people';
import { DomainError } from '../../domain/errors';
import type { Target } from '../../domain/template';
import type { MoveContext } from './move';
import { peopleBehind } from './targets';

/** Who a rule's action is given to; `instead` where nobody active stands behind the target: no finding stays without an owner. */
export async function actionOwner(
  context: MoveContext,
  target: Target,
): Promise<{ owner: PersonRow; instead: boolean }> {
  const { tx, check } = context;
  const named = await peopleBehind(tx.people, [target], check);
  if (named.length > 0) return { owner: await leastBusy(context, named), instead: false };
  const supervisor = await peopleBehind(tx.people, ['supervisor'], check);
  const others = supervisor.length > 0 ? supervisor : await nearestManagers(context);
  return { owner: await leastBusy(context, others.length > 0 ? others : [check.executor_id]), instead: true };
}

/** Of several the one with the fewest actions under way. */
async function leastBusy({ tx }: MoveContext, ids: readonly string[]): Promise<PersonRow> {
  const loads = await tx.actions.loads(ids);
  const [first] = [...ids].sort((a, b) => (loads.get(a) ?? 0) - (loads.get(b) ?? 0) || (a < b ? -1 : 1));
  const owner = first && (await tx.people.find(first));
  if (!owner) throw new DomainError('user.not_found');
  return owner;
}

/** Those who may manage actions in the check's area, else in the nearest area above. */
async function nearestManagers({ tx, check }: MoveContext): Promise<string[]> {
  const managers = await tx.people.withPermission('MANAGE_ACTIONS');
  for (const area of [...check.area_path].reverse()) {
    const here = managers.filter((person) => person.area_id === area);
    if (here.length > 0) return here.map(({ id }) => id);
  }
  return managers.filter((person) => person.area_id === null).map(({ id }) => id);
}
