import { v7 as uuidv7 } from 'uuid';
import { SYSTEM } from '../../domain/actor';
import type { Database } from '../../db/database';
import type { Tx } from '../../db/transaction';
import { DEMO_CALENDAR } from './calendar';

const MOSCOW = 'Europe/Moscow';

/** Each below the one that it names; a name is enough to tell one from another. */
const AREAS = {
  plant: { name: 'Завод «Прогресс»', below: null, time_zone: MOSCOW },
  assembly: { name: 'Цех № 1, сборочный', below: 'plant', time_zone: MOSCOW },
  line1: { name: 'Линия сборки 1', below: 'assembly', time_zone: MOSCOW },
  line2: { name: 'Линия сборки 2', below: 'assembly', time_zone: MOSCOW },
  presses: { name: 'Цех № 2, прессовый', below: 'plant', time_zone: MOSCOW },
  pressLine: { name: 'Линия прессов', below: 'presses', time_zone: MOSCOW },
  store: { name: 'Склад в Екатеринбурге', below: 'presses', time_zone: 'Asia/Yekaterinburg' },
} as const;

export type AreaName = keyof typeof AREAS;
export type AreaIds = Record<AreaName, string>;

/** Whether the demo plant stands in this database already. */
export async function hasPlant({ read }: Database): Promise<boolean> {
  return (await read.places.areaNamed(null, AREAS.plant.name)) !== undefined;
}

/** Builds what is not there yet, with its audit entries. */
export function ensurePlant(db: Database): Promise<AreaIds> {
  return db.transaction(async (tx) => {
    const calendar_id = await ensureCalendar(tx);
    const ids: Partial<AreaIds> = {};
    for (const [key, { name, below, time_zone }] of Object.entries(AREAS)) {
      const parent_id = below ? (ids[below] as string) : null;
      ids[key as AreaName] = await ensureArea(tx, { name, parent_id, time_zone, calendar_id });
    }
    return ids as AreaIds;
  });
}

async function ensureCalendar(tx: Tx): Promise<string> {
  const known = await tx.places.calendarNamed(DEMO_CALENDAR.name);
  if (known) return known;
  const id = uuidv7();
  await tx.places.insertCalendar({ id, ...DEMO_CALENDAR });
  tx.audit.append({
    actor: SYSTEM,
    action: 'calendar.create',
    entity_id: id,
    area_id: null,
    diff: { before: null, after: { ...DEMO_CALENDAR } },
  });
  return id;
}

interface NewArea {
  name: string;
  parent_id: string | null;
  time_zone: string;
  calendar_id: string;
}

async function ensureArea(tx: Tx, area: NewArea): Promise<string> {
  const known = await tx.places.areaNamed(area.parent_id, area.name);
  if (known) return known;
  const id = uuidv7();
  await tx.places.insertArea({ id, ...area });
  tx.audit.append({
    actor: SYSTEM,
    action: 'area.create',
    entity_id: id,
    area_id: id,
    diff: { before: null, after: { ...area } },
  });
  return id;
}
