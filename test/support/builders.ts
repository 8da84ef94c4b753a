import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../../db/database';
import type { UserActor } from '../../domain/actor';
import { SEEDED_ROLES } from '../../domain/permissions';
import type { Settings, Structure } from '../../domain/template';
import { normaliseTemplate } from '../../domain/templateValidation';

/** Rows for tests; only what matters to the test is given, the rest is sensible. */
export function createBuilders(db: Database) {
  const roles = new Map<string, string>();

  async function aRole(name: string): Promise<string> {
    const known = roles.get(name) ?? (await db.read.people.roleByName(name))?.id;
    if (known) return known;
    const id = uuidv7();
    const seeded = SEEDED_ROLES[name];
    await db.read.places.insertRole({
      id,
      name,
      title: seeded?.title ?? name,
      permissions: [...(seeded?.permissions ?? [])],
    });
    roles.set(name, id);
    return id;
  }

  async function anArea(
    over: { name?: string; parent_id?: string; time_zone?: string; calendar_id?: string } = {},
  ): Promise<string> {
    const id = uuidv7();
    await db.read.places.insertArea({
      id,
      name: over.name ?? `Участок ${id.slice(-6)}`,
      parent_id: over.parent_id ?? null,
      time_zone: over.time_zone ?? 'Europe/Moscow',
      calendar_id: over.calendar_id ?? null,
    });
    return id;
  }

  async function aUser(
    over: {
      role?: string;
      area_id?: string | null;
      supervisor_id?: string;
      full_name?: string;
      username?: string;
      password_hash?: string;
      active?: boolean;
    } = {},
  ): Promise<UserActor> {
    const id = uuidv7();
    const role = over.role ?? 'executor';
    await db.read.people.insert({
      id,
      username: over.username ?? `user-${id.slice(-12)}`,
      full_name: over.full_name ?? `Сотрудник ${id.slice(-4)}`,
      email: null,
      password_hash: over.password_hash ?? 'no password',
      role_id: await aRole(role),
      area_id: over.area_id ?? null,
      supervisor_id: over.supervisor_id ?? null,
      locale: 'ru',
    });
    if (over.active === false) await db.pool('users').where({ id }).update({ active: false });
    const person = await db.read.people.find(id);
    if (!person) throw new Error('The user was not made');
    return {
      kind: 'user',
      user_id: id,
      role,
      permissions: person.permissions,
      area_id: person.area_id,
      locale: 'ru',
    };
  }

  async function aTemplate(
    over: {
      name?: string;
      sections?: unknown[];
      questions?: unknown[];
      settings?: Partial<Settings>;
      created_by?: string;
    } = {},
  ): Promise<{ id: string; structure: Structure; settings: Settings }> {
    const id = uuidv7();
    const questions = over.questions ?? [
      { id: 'horn', type: 'yes_no', text: 'Звуковой сигнал исправен?' },
      { id: 'brakes', type: 'yes_no', text: 'Тормоза держат?', critical: true },
    ];
    const input = {
      structure: { sections: over.sections ?? [{ id: 'main', title: 'Осмотр', questions }] },
      settings: over.settings ?? {},
    };
    const { structure, settings } = normaliseTemplate(input as Parameters<typeof normaliseTemplate>[0]);
    await db.read.templates.insert({
      id,
      area_id: null,
      name: over.name ?? `Погрузчик ${id.slice(-12)}`,
      description: null,
      structure,
      settings,
      created_by: over.created_by ?? null,
      created_at: new Date(),
    });
    return { id, structure, settings };
  }

  return { aRole, anArea, aUser, aTemplate };
}
