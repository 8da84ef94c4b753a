import { v7 as uuidv7 } from 'uuid';
import type { Place, RoleName } from './matrix';
import type { TestProduct } from '../../support/product';

export type Kind =
  | 'check'
  | 'action'
  | 'file'
  | 'report'
  | 'notice'
  | 'template'
  | 'user'
  | 'session'
  | 'role'
  | 'area'
  | 'calendar'
  | 'schedule';

export interface Scene {
  areas: Record<'own' | 'below' | 'beside', string>;
  /** User ids by role. */
  callers: Map<RoleName, string>;
  template: string;
  /** An executor who is nobody's caller. */
  other: string;
  /** A fresh object of the kind in that place, belonging to the caller where the place is `mine`. */
  objectFor(kind: Kind, role: RoleName, place: Place): Promise<string>;
  /** A session of that person. */
  sessionOf(userId: string): Promise<string>;
  /** Whether the caller may see the object of the operation at all. */
  sees(operation: string, role: RoleName, place: Place): boolean;
}

const DAY_MS = 24 * 3_600_000;

export async function createScene({ services, build, database: { db } }: TestProduct): Promise<Scene> {
  const own = await build.anArea();
  const below = await build.anArea({ parent_id: own });
  const beside = await build.anArea();
  const areas = { own, below, beside };
  const callers = new Map<RoleName, string>();
  const other = (await build.aUser({ area_id: own })).user_id;
  const template = (await build.aTemplate()).id;
  const areaOf = (place: Place): string => areas[place === 'mine' ? 'beside' : place];
  const ownerOf = (role: RoleName, place: Place): string =>
    place === 'mine' ? (callers.get(role) ?? other) : other;

  async function aCheck(role: RoleName, place: Place): Promise<string> {
    const id = uuidv7();
    const now = services.now();
    await db.read.checks.insert({
      ...{
        id,
        template_id: template,
        template_version: 1,
        title: 'Погрузчик',
        executor_id: ownerOf(role, place),
      },
      ...{ area_id: areaOf(place), due_at: new Date(now.getTime() + DAY_MS), armed_at: now },
      ...{ required_count: 2, question_count: 2, created_by: null, created_at: now },
    });
    return id;
  }

  async function anAction(role: RoleName, place: Place): Promise<string> {
    const id = uuidv7();
    const now = services.now();
    await db.read.actions.insert({
      ...{ id, check_id: null, question_id: null, origin: 'person', answer_revision: null, title: 'Лампа' },
      ...{ description: null, priority: 'low', owner_id: ownerOf(role, place), area_id: areaOf(place) },
      ...{ due_at: new Date(now.getTime() + DAY_MS), armed_at: now, evidence_required: false },
      ...{ created_by: null, created_at: now, external_system: null, sync_status: null },
    });
    return id;
  }

  async function aFile(role: RoleName, place: Place): Promise<string> {
    const id = uuidv7();
    const attached = place !== 'mine';
    await db.read.files.insert({
      ...{ id, name: 'a.jpg', content_type: 'image/jpeg', size_bytes: 1, object_key: `raw/${id}` },
      ...{
        uploaded_by: ownerOf(role, place),
        created_at: services.now(),
        status: 'ready',
        sha256: '0'.repeat(64),
      },
      ...(attached && { check_id: await aCheck(role, place) }),
    });
    return id;
  }

  async function aReport(role: RoleName, place: Place): Promise<string> {
    const id = uuidv7();
    const check_id = await aCheck(role, place);
    const requested_by = ownerOf(role, place);
    const parameters = { language: 'ru' };
    await db.read.reports.ensure({
      id,
      check_id,
      check_revision: 1,
      format: 'PDF',
      parameters,
      requested_by,
      created_at: services.now(),
    });
    return id;
  }

  async function aNotice(role: RoleName, place: Place): Promise<string> {
    const user_id = ownerOf(role, place);
    await db.read.notices.tell([
      { user_id, kind: 'assigned', check_id: await aCheck(role, place), key: uuidv7() },
    ]);
    const { items } = await db.read.notices.list(user_id, undefined, { limit: 1 });
    return items[0]?.id ?? '';
  }

  async function sessionOf(user_id: string): Promise<string> {
    const id = uuidv7();
    const now = services.now();
    await db.read.sessions.insert({
      ...{ id, user_id, refresh_hash: Buffer.alloc(32), created_at: now, refreshed_at: now },
      ...{ expires_at: new Date(now.getTime() + DAY_MS), address: null, user_agent: null },
    });
    return id;
  }

  async function aUser(role: RoleName, place: Place): Promise<string> {
    const caller = callers.get(role);
    return place === 'mine' && caller ? caller : (await build.aUser({ area_id: areaOf(place) })).user_id;
  }

  async function aCalendar(): Promise<string> {
    const id = uuidv7();
    await db.read.places.insertCalendar({ id, name: id, week: {}, holidays: [], working_days: [] });
    return id;
  }

  async function aSchedule(place: Place): Promise<string> {
    const id = uuidv7();
    const now = services.now();
    await db.read.schedules.insert(
      { id, name: id, created_by: null, created_at: now },
      {
        ...{ enabled: true, cron_expression: '0 8 * * *', time_zone: 'Europe/Moscow', template_id: template },
        ...{ executor_ids: [other], assignment: 'each', area_id: areaOf(place) },
        ...{ jitter: null, window: null, skip_holidays: false },
      },
    );
    return id;
  }

  return {
    ...{ areas, callers, template, other, sessionOf },
    async objectFor(kind, role, place) {
      switch (kind) {
        case 'check':
          return aCheck(role, place);
        case 'action':
          return anAction(role, place);
        case 'file':
          return aFile(role, place);
        case 'report':
          return aReport(role, place);
        case 'notice':
          return aNotice(role, place);
        case 'template':
          return (await build.aTemplate()).id;
        case 'user':
          return aUser(role, place);
        case 'session':
          return sessionOf(ownerOf(role, place));
        case 'role':
          return build.aRole(`role-${uuidv7().slice(-12)}`);
        case 'area':
          return build.anArea({ parent_id: areaOf(place) });
        case 'calendar':
          return aCalendar();
        case 'schedule':
          return aSchedule(place);
      }
    },
    sees(operation, role, place) {
      if (!/\{(schedule|check|action|file|report|notice|user|session)_id\}/.test(operation)) return true;
      if (/\{schedule_id\}/.test(operation))
        return (place === 'own' || place === 'below') && role !== 'executor';
      if (place === 'mine') return true;
      if (/\{notice_id\}|^DELETE .auth/.test(operation)) return false;
      return place !== 'beside' && role !== 'executor';
    },
  };
}
