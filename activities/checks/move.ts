import type { CheckPatch, PlacedCheck } from '../../db/repositories/checks';
import type { NewNotice } from '../../db/repositories/notices';
import type { TemplateVersionInUse } from '../../db/templateVersions';
import type { Tx } from '../../db/transaction';
import type { ExternalSystem } from '../../domain/action';
import type { Actor } from '../../domain/actor';
import type { OnEscalated } from './deps';
import type { TimelineKind } from '../../domain/check';

export interface MoveContext {
  tx: Tx;
  /** As the row stands: `move` keeps it up to date. */
  check: PlacedCheck;
  actor: Actor;
  template: TemplateVersionInUse;
  now: Date;
  external_system?: ExternalSystem | undefined;
  onEscalated?: OnEscalated | undefined;
}

export interface Move {
  kind: TimelineKind;
  patch: CheckPatch;
  data?: Record<string, unknown>;
  planned_at?: Date;
  key?: string;
  /** `check.<act>` of the audit entry. */
  action: string;
  /** A moment of the escalation: the documents of the check do not change by it. */
  keepsRevision?: boolean;
}

/** Writes one step of a check's life: the row, its timeline entry and its audit entry. */
export async function move({ tx, check, actor, now }: MoveContext, step: Move): Promise<void> {
  const before = check as unknown as Record<string, unknown>;
  const changed = Object.entries(step.patch).filter(([field, value]) => !isSame(before[field], value));
  const patch: CheckPatch = {
    ...step.patch,
    fact_seq: check.fact_seq + 1,
    revision: check.revision + (step.keepsRevision ? 0 : 1),
  };
  await Promise.all([
    tx.checks.update(check.id, patch),
    tx.events.append({
      check_id: check.id,
      seq: check.fact_seq + 1,
      kind: step.kind,
      actor,
      at: now,
      data: step.data ?? {},
      ...(step.planned_at && { planned_at: step.planned_at }),
      ...(step.key && { key: step.key }),
    }),
  ]);
  tx.audit.append({
    actor,
    action: step.action,
    entity_id: check.id,
    area_id: check.area_id,
    diff: {
      before: Object.fromEntries(changed.map(([field]) => [field, before[field]])),
      after: {
        ...Object.fromEntries(changed),
        ...(typeof step.data?.reason === 'string' && { reason: step.data.reason }),
      },
    },
  });
  Object.assign(check, patch);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Tells people of a step; `key`, the step's own within the check, keeps a repeat from telling them twice. */
export async function tellPeople(
  { tx, check, actor }: MoveContext,
  userIds: readonly string[],
  kind: string,
  key: string,
  data: Record<string, unknown> = {},
): Promise<void> {
  if (userIds.length === 0) return;
  const executor = await tx.people.find(check.executor_id);
  const person = actor.kind === 'user' ? await tx.people.find(actor.user_id) : undefined;
  const words = {
    check: check.title,
    executor: executor?.full_name ?? '',
    due: check.due_at.toISOString(),
    time_zone: check.time_zone,
    ...(person && { actor: person.full_name }),
    ...(check.area_name && { area: check.area_name }),
    ...data,
  };
  const notices: NewNotice[] = userIds.map((user_id) => ({
    user_id,
    kind,
    check_id: check.id,
    data: words,
    key: `${check.id}:${key}`,
  }));
  await tx.notices.tell(notices);
}
