import { AbilityBuilder, type MongoAbility, createMongoAbility } from '@casl/ability';
import type { Actor, UserActor } from '../domain/actor';
import type { Permission } from '../domain/permissions';
import { actionRules } from './action';
import { analyticsRules } from './analytics';
import { areaRules } from './area';
import { auditRules } from './audit';
import { calendarRules } from './calendar';
import { checkRules } from './check';
import { fileRules } from './file';
import { reportRules } from './report';
import { integrationRules } from './integration';
import { roleRules } from './role';
import { scheduleRules } from './schedule';
import { templateRules } from './template';
import { userRules } from './user';

export type AppAbility = MongoAbility;

/** What a policy is written with: the caller, what the role permits, and CASL's `can` and `cannot`. */
export interface PolicyPen extends Pick<AbilityBuilder<AppAbility>, 'can' | 'cannot'> {
  userId: string;
  permits: (permission: Permission) => boolean;
  /** The caller's area and those below it; for a caller without an area, everything. */
  inAreaOfCaller: { area_path?: string };
}

const built = new WeakMap<Actor, AppAbility>();

/** The caller's abilities, built once for each actor object. */
export function abilityOf(actor: Actor): AppAbility {
  const known = built.get(actor);
  if (known) return known;
  const ability = build(actor);
  built.set(actor, ability);
  return ability;
}

/** The same caller at a network address, sharing the abilities that are built already. */
export function seenAt(actor: UserActor, address: string): UserActor {
  const seen = { ...actor, address };
  built.set(seen, abilityOf(actor));
  return seen;
}

function build(actor: Actor): AppAbility {
  const { can, cannot, build } = new AbilityBuilder<AppAbility>(createMongoAbility);
  if (actor.kind !== 'user') {
    can('manage', 'all');
    return build();
  }
  const pen: PolicyPen = {
    can,
    cannot,
    userId: actor.user_id,
    permits: (permission) => actor.permissions.includes(permission),
    inAreaOfCaller: actor.area_id === null ? {} : { area_path: actor.area_id },
  };
  checkRules(pen);
  templateRules(pen);
  reportRules(pen);
  fileRules(pen);
  auditRules(pen);
  userRules(pen);
  roleRules(pen);
  areaRules(pen);
  calendarRules(pen);
  scheduleRules(pen);
  analyticsRules(pen);
  actionRules(pen);
  integrationRules(pen);
  return build();
}
