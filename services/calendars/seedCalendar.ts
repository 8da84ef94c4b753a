import { v7 as uuidv7 } from 'uuid';
import { SYSTEM } from '../../domain/actor';
import type { Services } from '../context';
import { RUSSIAN_CALENDAR } from './russianCalendar';

/** Puts the production calendar into an installation that has no calendar at all; from then on it is the administrator's. */
export async function seedCalendar({ db }: Pick<Services, 'db'>): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.people.takeTurn();
    const { items } = await tx.places.listCalendars({ limit: 1 });
    if (items.length > 0) return;
    const id = uuidv7();
    await tx.places.insertCalendar({ id, ...RUSSIAN_CALENDAR });
    tx.audit.append({
      actor: SYSTEM,
      action: 'calendar.create',
      entity_id: id,
      area_id: null,
      diff: { before: null, after: { ...RUSSIAN_CALENDAR } },
    });
  });
}
