import { commandKey } from '../../domain/check';
import { evaluateRows } from '../../db/evaluation';
import { DomainError } from '../../domain/errors';
import { reviewDueAt } from '../../domain/escalation';
import { complete } from './complete';
import { type MoveContext, move, tellPeople } from './move';
import { openActions } from './openActions';
import { anyoneWhoMay, fitReviewers } from './reviewers';
import { tellFailed } from './tellFailures';
import type { Command } from './types';

export async function submit(context: MoveContext, command: Command<'submit'>): Promise<void> {
  const { tx, check, template, now } = context;
  const { missing, score, verdict } = await evaluateRows(tx, check, template);
  if (missing.length > 0)
    throw new DomainError('check.incomplete', { faults: missing, params: { count: missing.length } });
  const { settings } = template;
  const key = commandKey(command);
  await tellFailed(context);
  await openActions(context, 'all');
  const judged = { submitted_at: now, score, verdict };

  if (settings.review === 'none') {
    await move(context, { kind: 'submitted', patch: judged, key, action: 'check.submit' });
    return complete(context);
  }

  const reviewers = await fitReviewers(context);
  const due = reviewDueAt(now, settings, check.calendar, check.time_zone);
  await move(context, {
    kind: 'submitted',
    patch: {
      ...judged,
      status: 'submitted',
      review_due_at: due,
      review_version: check.review_version + 1,
      reviewer_ids: reviewers,
    },
    // Without a fit reviewer anyone with REVIEW_CHECKS in the area may: that is on record here.
    data: { reviewers, anyone: reviewers.length === 0 },
    key,
    action: 'check.submit',
  });
  const told = reviewers.length > 0 ? reviewers : await anyoneWhoMay(context);
  await tellPeople(context, told, 'submitted_for_review', key, { due: due.toISOString() });
}
