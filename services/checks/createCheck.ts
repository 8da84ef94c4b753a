import { openingOf } from '../../db/openingOf';
import { DomainError, type Fault } from '../../domain/errors';
import { dueAt } from '../../domain/escalation';
import { authorize } from '../../policies/authorize';
import { canFill } from '../../policies/fit';
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
  const due = input.due_at
    ? new Date(input.due_at)
    : dueAt(now, template.settings, place?.calendar ?? null, place?.time_zone ?? 'UTC');
  if (due <= now) refuse([{ path: '/due_at', code: 'field.out_of_range' }], 'check.due_in_past');
  const opening = openingOf({
    template,
    executor,
    place,
    ...(input.title !== undefined && { title: input.title }),
    due,
    now,
    actor: ctx.actor,
  });
  await ctx.db.open(opening);
  return opening.check.id;
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
  if (!executor || !canFill(executor)) faults.push({ path: '/executor_id', code: 'check.unknown_executor' });
  if (areaId && !place) faults.push({ path: '/area_id', code: 'check.unknown_area' });
  if (!found || !executor || faults.length > 0) return refuse(faults, 'check.invalid');
  if (found.status === 'archived') throw new DomainError('template.archived');
  const version = await ctx.templates.get(found.id, found.version);
  return { template: { ...version, id: found.id, version: found.version }, executor, place };
}

function refuse(faults: Fault[], code: 'check.invalid' | 'check.due_in_past'): never {
  throw new DomainError(code, { faults });
}
