import type { PolicyPen } from './ability';

/** What the rules look at. */
export interface CheckSubject {
  executor_id: string;
  former_answerer_ids: readonly string[];
  area_path: readonly string[];
  reviewer_ids: readonly string[];
  allow_decline: boolean;
}

export function checkRules({ can, cannot, userId, permits, inAreaOfCaller }: PolicyPen): void {
  const mine = { executor_id: userId };
  const answeredByMe = { former_answerer_ids: userId };
  const reviewIsMine = { reviewer_ids: userId };

  const seenByMe: Record<string, string>[] = [mine, answeredByMe];
  if (permits('VIEW_CHECKS')) seenByMe.push({ ...inAreaOfCaller });
  for (const seen of seenByMe) {
    can('view', 'Check', seen);
    if (permits('GENERATE_REPORTS')) can('report', 'Check', seen);
  }

  if (permits('FILL_CHECKS')) {
    can(['answer', 'comment', 'submit', 'decline'], 'Check', mine);
    cannot('decline', 'Check', { allow_decline: false }).because('check.decline_not_allowed');
  }

  if (permits('VIEW_CHECKS')) can('export', 'Check');
  if (permits('ASSIGN_CHECKS'))
    can(['create', 'comment', 'reassign', 'due', 'cancel'], 'Check', inAreaOfCaller);

  if (permits('REVIEW_CHECKS')) {
    can('view', 'Check', reviewIsMine);
    can('review', 'Check', reviewIsMine);
    can('comment', 'Check', reviewIsMine);
    can(['review', 'comment'], 'Check', { ...inAreaOfCaller, reviewer_ids: { $size: 0 } });
    cannot('review', 'Check', mine).because('check.own_review');
  }
}
