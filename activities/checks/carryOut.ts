import { type Moment, isSkippedReminder, plannedMoments } from '../../domain/escalation';
import { SYSTEM } from '../../domain/actor';
import { isEnded } from '../../domain/check';
import { DomainError } from '../../domain/errors';
import type { CheckActivityDeps } from './deps';
import { type MoveContext, move, tellPeople } from './move';
import { awaitedReviewers } from './reviewers';
import { courseOf, stateOf } from './state';
import { peopleBehind } from './targets';
import { tellFailed } from './tellFailures';
import type { CheckState } from './types';

/** A miss found this much too late was held up by an outage: the executor gets a last quarter of an hour. */
const OUTAGE_MS = 60_000;
const AFTER_OUTAGE_MS = 15 * 60_000;

/**
 * Carries out every moment that has come by now, in order, in one transaction. Moments are read from the rows anew,
 * so what an edit moved away or another run carried out is not done.
 */
export async function carryOut(
  { db, templates, now, external_system, onEscalated }: CheckActivityDeps,
  { check_id, moment_at }: { check_id: string; moment_at: string },
): Promise<CheckState> {
  return db.transaction(async (tx) => {
    const check = await tx.checks.lock(check_id);
    if (!check) throw new DomainError('check.not_found');
    const template = await templates.get(check.template_id, check.template_version, tx);
    const context: MoveContext = {
      ...{ tx, check, template, actor: SYSTEM, now: now() },
      ...{ external_system, onEscalated },
    };
    // The process's clock may run ahead of this one.
    await carryOutPassed(context, Math.max(context.now.getTime(), Date.parse(moment_at)));
    return stateOf(tx, check, template.settings);
  });
}

/** What had come before a command was given comes first in the check's story too, however late the process is. */
export async function carryOutPassed(context: MoveContext, uptoMs: number): Promise<void> {
  const { check, tx, template } = context;
  if (isEnded(check.status)) return;
  const course = courseOf(check, template.settings, await tx.events.keys(check.id));
  for (const moment of plannedMoments(course)) {
    if (moment.at.getTime() > uptoMs) break;
    await happens(context, moment, isSkippedReminder(moment, course, context.now));
  }
}

async function happens(context: MoveContext, moment: Moment, skipped: boolean): Promise<void> {
  switch (moment.kind) {
    case 'reminder':
      return remind(context, moment, skipped);
    case 'due':
      return becomeOverdue(context, moment);
    case 'step':
      return escalate(context, moment);
    case 'miss':
      return miss(context, moment);
  }
}

const once = (moment: Moment) => ({ planned_at: moment.at, key: moment.key, keepsRevision: true });
const underReview = (moment: Moment): boolean => moment.ladder.startsWith('review:');

async function remind(context: MoveContext, moment: Moment, skipped: boolean): Promise<void> {
  const before = context.template.settings.reminders[moment.step - 1];
  await move(context, {
    ...once(moment),
    kind: 'reminded',
    patch: {},
    data: { executor_id: context.check.executor_id, before, ...(skipped && { skipped }) },
    action: 'check.remind',
  });
  if (!skipped) await tellPeople(context, [context.check.executor_id], 'reminder', moment.key);
}

async function becomeOverdue(context: MoveContext, moment: Moment): Promise<void> {
  const review = underReview(moment);
  await move(context, {
    ...once(moment),
    kind: 'overdue',
    patch: {},
    data: { due: moment.at.toISOString(), review },
    action: review ? 'check.review_overdue' : 'check.overdue',
  });
  if (!review) return;
  await tellPeople(context, await awaitedReviewers(context), 'review_overdue', moment.key, {
    due: moment.at.toISOString(),
  });
}

async function escalate(context: MoveContext, moment: Moment): Promise<void> {
  const { check, tx } = context;
  const level = check.escalation_level + 1;
  const to = await peopleBehind(tx.people, moment.to, check);
  await move(context, {
    ...once(moment),
    kind: 'escalated',
    patch: { escalation_level: level },
    data: { level, to, after: moment.after, review: underReview(moment) },
    action: 'check.escalate',
  });
  context.onEscalated?.('check', level);
  const told = { level, after: moment.after };
  if (underReview(moment)) {
    const heardAtDue =
      moment.at.getTime() === check.review_due_at?.getTime() ? await awaitedReviewers(context) : [];
    const rest = to.filter((id) => !heardAtDue.includes(id));
    await tellPeople(context, rest, 'review_overdue', moment.key, {
      ...told,
      due: check.review_due_at?.toISOString(),
    });
    return;
  }
  await tellPeople(
    context,
    to.filter((id) => id === check.executor_id),
    'overdue',
    moment.key,
    told,
  );
  await tellPeople(
    context,
    to.filter((id) => id !== check.executor_id),
    'escalation',
    moment.key,
    told,
  );
}

async function putOff({ tx, check, now }: MoveContext): Promise<void> {
  const patch = { miss_not_before: new Date(now.getTime() + AFTER_OUTAGE_MS) };
  await tx.checks.update(check.id, patch);
  tx.audit.append({
    actor: SYSTEM,
    action: 'check.put_off_miss',
    entity_id: check.id,
    area_id: check.area_id,
    diff: { before: { miss_not_before: check.miss_not_before }, after: patch },
  });
  Object.assign(check, patch);
}

async function miss(context: MoveContext, moment: Moment): Promise<void> {
  const { check, tx, now } = context;
  if (now.getTime() - moment.at.getTime() > OUTAGE_MS) return putOff(context);
  await tellFailed(context);
  await move(context, {
    kind: 'missed',
    patch: { status: 'missed' },
    data: { due: check.due_at.toISOString() },
    planned_at: moment.at,
    key: moment.key,
    action: 'check.miss',
  });
  const told = await peopleBehind(tx.people, ['executor', 'supervisor'], check);
  await tellPeople(context, told, 'missed', moment.key, { due: moment.at.toISOString() });
}
