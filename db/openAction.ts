import { v7 as uuidv7 } from 'uuid';
import type { ExternalSystem } from '../domain/action';
import { type Actor, userIdOf } from '../domain/actor';
import type { Priority } from '../domain/template';
import { actionNoticeKey, actionWords } from './actionWords';
import type { NewAction } from './repositories/actions';
import type { PlacedCheck } from './repositories/checks';
import type { PersonRow } from './repositories/people';
import type { Place } from './repositories/places';
import type { Tx } from './transaction';

export interface ActionToOpen {
  title: string;
  description?: string | null;
  priority: Priority;
  owner: Pick<PersonRow, 'id' | 'full_name'>;
  due: Date;
  evidence_required: boolean;
  /** Locked; kept up to date. */
  check?: PlacedCheck;
  question_id?: string;
  /** The revision of the answer that makes it by rule. */
  answer_revision?: number;
  /** Where there is no check. */
  place?: Place;
  actor: Actor;
  now: Date;
  external_system?: ExternalSystem | undefined;
  /** On its history beside owner and due time. */
  told?: Record<string, unknown>;
}

/** A corrective action with all that is written when it is opened. Returns its id. */
export async function openAction(tx: Tx, opening: ActionToOpen): Promise<string> {
  const { check, place, owner, due, actor, now, external_system } = opening;
  const action: NewAction = {
    id: uuidv7(),
    check_id: check?.id ?? null,
    question_id: opening.question_id ?? null,
    origin: opening.answer_revision === undefined ? 'person' : 'rule',
    answer_revision: opening.answer_revision ?? null,
    title: opening.title,
    description: opening.description ?? null,
    priority: opening.priority,
    owner_id: owner.id,
    area_id: check ? check.area_id : (place?.id ?? null),
    due_at: due,
    armed_at: now,
    evidence_required: opening.evidence_required,
    created_by: userIdOf(actor),
    created_at: now,
    external_system: external_system ?? null,
    sync_status: external_system ? 'pending' : null,
  };
  await tx.actions.insert(action);
  const data = { owner_id: owner.id, due: due.toISOString(), ...opening.told };
  await tx.actionEvents.append({ action_id: action.id, seq: 0, kind: 'opened', actor, at: now, data });
  if (check) await tellCheck(tx, check, action, opening);
  await tx.notices.tell([
    {
      user_id: owner.id,
      kind: 'action_assigned',
      check_id: action.check_id,
      key: actionNoticeKey(action.id, 'opened'),
      data: actionWords(
        {
          ...action,
          time_zone: check?.time_zone ?? place?.time_zone ?? 'UTC',
          area_name: check ? check.area_name : (place?.name ?? null),
          check_title: check?.title ?? null,
        },
        owner.full_name,
      ),
    },
  ]);
  tx.outbox.tell({
    subject: `action:${action.id}`,
    kind: 'start',
    payload: { summary: `${action.title}: ${owner.full_name}` },
  });
  const { id, created_at: _at, armed_at: _armed, ...opened } = action;
  tx.audit.append({
    actor,
    action: 'action.create',
    entity_id: id,
    area_id: action.area_id,
    diff: { before: null, after: opened },
  });
  return id;
}

async function tellCheck(
  tx: Tx,
  check: PlacedCheck,
  { id, title, question_id, owner_id, due_at }: NewAction,
  { actor, now }: ActionToOpen,
): Promise<void> {
  const patch = { fact_seq: check.fact_seq + 1, revision: check.revision + 1 };
  await tx.checks.update(check.id, patch);
  await tx.events.append({
    check_id: check.id,
    seq: patch.fact_seq,
    kind: 'action_opened',
    actor,
    at: now,
    data: { action_id: id, title, question_id, executor_id: owner_id, due: due_at.toISOString() },
    key: `action:${id}`,
  });
  tx.outbox.tell({ subject: `check:${check.id}`, kind: 'facts', payload: { seq: patch.fact_seq } });
  Object.assign(check, patch);
}
