import { v7 as uuidv7 } from 'uuid';
import { type Actor, userIdOf } from '../domain/actor';
import { nextMoment } from '../domain/escalation';
import { evaluateCheck } from '../domain/evaluation';
import type { Opening } from './openings';
import type { PersonRow } from './repositories/people';
import type { Place } from './repositories/places';
import type { TemplateVersionInUse } from './templateVersions';

export interface CheckToOpen {
  template: TemplateVersionInUse & { id: string; version: number };
  executor: Pick<PersonRow, 'id' | 'full_name'>;
  place: Place | undefined;
  /** The template's name where none is given. */
  title?: string;
  due: Date;
  now: Date;
  actor: Actor;
  /** Told on the timeline beside executor and due time. */
  told?: Record<string, unknown>;
}

/** A check with all that is written when it is opened, under a new id. */
export function openingOf({ template, executor, place, title, due, now, actor, told }: CheckToOpen): Opening {
  const zone = place?.time_zone ?? 'UTC';
  const calendar = place?.calendar ?? null;
  const area_id = place?.id ?? null;
  const { progress } = evaluateCheck(template.compiled, {}, { area_id, executor_id: executor.id });
  const check = {
    id: uuidv7(),
    template_id: template.id,
    template_version: template.version,
    title: title ?? template.name,
    executor_id: executor.id,
    area_id,
    due_at: due,
    armed_at: now,
    required_count: progress.required,
    question_count: progress.total,
    created_by: userIdOf(actor),
    created_at: now,
  };
  const first = nextMoment({
    status: 'open',
    due_at: due,
    due_version: 1,
    armed_at: now,
    review_due_at: null,
    review_version: 0,
    miss_not_before: null,
    settings: template.settings,
    calendar,
    zone,
    done: new Set(),
  });
  const { id, created_at, armed_at, required_count, question_count, ...opened } = check;
  return {
    check,
    event: {
      check_id: id,
      seq: 0,
      kind: 'opened',
      actor,
      at: now,
      data: { executor_id: executor.id, due: due.toISOString(), ...told },
    },
    notice: {
      user_id: executor.id,
      kind: 'assigned',
      check_id: id,
      key: `assigned:${id}`,
      data: {
        check: check.title,
        executor: executor.full_name,
        due: due.toISOString(),
        time_zone: zone,
        ...(place && { area: place.name }),
      },
    },
    message: {
      subject: `check:${id}`,
      kind: 'start',
      payload: { summary: `${check.title}: ${executor.full_name}` },
      ...(first && { wanted_at: first.at }),
    },
    record: { actor, action: 'check.create', entity_id: id, area_id, diff: { before: null, after: opened } },
  };
}
