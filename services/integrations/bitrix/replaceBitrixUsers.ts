import type { BitrixUserRow } from '../../../db/repositories/bitrixUsers';
import { userIdOf } from '../../../domain/actor';
import { DomainError, type Fault } from '../../../domain/errors';
import { authorize } from '../../../policies/authorize';
import type { ServiceContext } from '../../context';

export interface MappedUser {
  user_id: string;
  bitrix_id: string;
}

/** Puts the whole table anew. @throws DomainError `bitrix.bad_mapping` for unknown people and what stands twice */
export async function replaceBitrixUsers(
  ctx: ServiceContext,
  mapping: readonly MappedUser[],
): Promise<BitrixUserRow[]> {
  authorize(ctx.actor, 'update', 'Integration');
  return ctx.db.transaction(async (tx) => {
    // One lock before any row: two that put the table at once follow each other.
    await tx.people.takeTurn();
    const people = new Set((await tx.people.findMany(mapping.map((one) => one.user_id))).map(({ id }) => id));
    const faults = mapping.flatMap((one, index): Fault[] => [
      ...(people.has(one.user_id) ? [] : [fault(index, 'user_id')]),
      ...twice(mapping, index, 'user_id'),
      ...twice(mapping, index, 'bitrix_id'),
    ]);
    if (faults.length > 0) throw new DomainError('bitrix.bad_mapping', { faults });
    const before = await tx.bitrixUsers.list();
    await tx.bitrixUsers.replace(mapping, userIdOf(ctx.actor), ctx.now());
    const changed = [...mapping.map((one) => one.user_id), ...before.map((one) => one.user_id)];
    for (const user_id of new Set(changed)) {
      const was = before.find((one) => one.user_id === user_id)?.bitrix_id ?? null;
      const is = mapping.find((one) => one.user_id === user_id)?.bitrix_id ?? null;
      if (was === is) continue;
      tx.audit.append({
        ...{ actor: ctx.actor, action: 'user.map_bitrix', entity_id: user_id, area_id: null },
        diff: { before: { bitrix_id: was }, after: { bitrix_id: is } },
      });
    }
    return tx.bitrixUsers.list();
  });
}

const fault = (index: number, field: keyof MappedUser): Fault => ({
  path: `/items/${index}/${field}`,
  code: 'field.not_allowed',
});

function twice(mapping: readonly MappedUser[], index: number, field: keyof MappedUser): Fault[] {
  const first = mapping.findIndex((one) => one[field] === mapping[index]?.[field]);
  return first < index ? [fault(index, field)] : [];
}
