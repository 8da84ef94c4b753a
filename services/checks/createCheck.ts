import { v7 as uuidv7 } from 'uuid';
import type { PersonRow } from '../../db/repositories/people';
import type { Place } from '../../db/repositories/places';
import { DomainError, type Fault } from '../../domain/errors';
import { dueAt, nextMoment } from '../../domain/escalation';
import { evaluateCheck } from '../../domain/evaluation';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';

export interface NewCheckInput {
  template_id: string;
  executor_id: string;
  area_id?: string;
  due_at?: string;
  title?: string;
}

/** Opens a check: the row, its audit entry, the executor's notice, and the message that starts its process. Returns its id. */
export async function createCheck(ctx: ServiceContext, input: NewCheckInput): Promise<string> {
  authorize(ctx.actor, 'create', 'Check');
  const { template, executor, place } = await partsOf(ctx, input);
  authorize(ctx.actor, 'create', 'Check', { area_path: place?.path ?? [] });

  const now = ctx.now();
  const { settings, compiled } = template;
  const zone = place?.time_zone ?? 'UTC';
  const due = input.due_at ? new Date(input.due_at) : dueAt(now, settings, place?.calendar ?? null, zone);
  if (due <= now) refuse([{ path: '/due_at', code: 'field.out_of_range' }], 'check.due_in_past');
  const { progress } = evaluateCheck(compiled, {}, { area_id: place?.id ?? null, executor_id: executor.id });
  const check = {
    id: uuidv7(),
    template_id: input.template_id,
    template_version: template.version,
    title: input.title ?? template.name,
    executor_id: executor.id,
    area_id: place?.id ?? null,
    due_at: due,
    armed_at: now,
    required_count: progress.required,
    question_count: progress.total,
    created_by: ctx.actor.user_id,
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
    settings,
    calendar: place?.calendar ?? null,
    zone,
    done: new Set(),
  });

  const { id, created_at, armed_at, required_count, question_count, ...opened } = check;
  await ctx.db.open({
    check,
    event: {
      check_id: id,
      seq: 0,
      kind: 'opened',
      actor: ctx.actor,
      at: now,
      data: { executor_id: executor.id, due: due.toISOString() },
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
    record: {
      actor: ctx.actor,
      action: 'check.create',
      entity_id: id,
      area_id: check.area_id,
      diff: { before: null, after: opened },
    },
  });
  return id;
}

/** What the input names, with every name that leads nowhere told at once. */
async function partsOf(ctx: ServiceContext, input: NewCheckInput) {
  const { single } = ctx.db;
  const [found, executor] = await Promise.all([
    single.template(input.template_id),
    single.person(input.executor_id),
  ]);
  const areaId = input.area_id ?? executor?.area_id ?? null;
  const place = areaId ? await single.place(areaId) : undefined;
  const faults: Fault[] = [];
  if (!found) faults.push({ path: '/template_id', code: 'check.unknown_template' });
  if (!executor || !isFit(executor)) faults.push({ path: '/executor_id', code: 'check.unknown_executor' });
  if (areaId && !place) faults.push({ path: '/area_id', code: 'check.unknown_area' });
  if (!found || !executor || faults.length > 0) return refuse(faults, 'check.invalid');
  if (found.status === 'archived') throw new DomainError('template.archived');
  const version = await ctx.templates.get(found.id, found.version);
  return { template: { ...version, version: found.version }, executor, place: place as Place | undefined };
}

function isFit(executor: PersonRow): boolean {
  return executor.active && executor.permissions.includes('FILL_CHECKS');
}

function refuse(faults: Fault[], code: 'check.invalid' | 'check.due_in_past'): never {
  throw new DomainError(code, { faults });
}
