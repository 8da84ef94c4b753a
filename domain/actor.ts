import type { Permission } from './permissions';

export type Locale = 'ru' | 'en';

/** A signed-in person. `area_id` null: not bound to a place, so permissions reach the whole plant. */
export interface UserActor {
  kind: 'user';
  user_id: string;
  role: string;
  permissions: readonly Permission[];
  area_id: string | null;
  locale: Locale;
  /** Network address of the request, for the audit log. */
  address?: string;
}

/** The product itself: a workflow, a schedule, the first start. */
export interface SystemActor {
  kind: 'system' | 'schedule' | 'integration';
}

export type Actor = UserActor | SystemActor;

export const SYSTEM: SystemActor = { kind: 'system' };

export function userIdOf(actor: Actor): string | null {
  return actor.kind === 'user' ? actor.user_id : null;
}
