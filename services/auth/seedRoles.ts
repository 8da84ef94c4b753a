import { v7 as uuidv7 } from 'uuid';
import { SYSTEM } from '../../domain/actor';
import { SEEDED_ROLES } from '../../domain/permissions';
import type { Services } from '../context';

/** Adds the roles of a new installation that are not there; those that are keep what was made of them. */
export async function seedRoles({ db }: Pick<Services, 'db'>): Promise<void> {
  await db.transaction(async (tx) => {
    for (const [name, { title, permissions }] of Object.entries(SEEDED_ROLES)) {
      const id = uuidv7();
      const isNew = await tx.people.ensureRole({ id, name, title, permissions: [...permissions] });
      if (!isNew) continue;
      tx.audit.append({
        actor: SYSTEM,
        action: 'role.create',
        entity_id: id,
        area_id: null,
        diff: { before: null, after: { name, permissions } },
      });
    }
  });
}
