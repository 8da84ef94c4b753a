import type { PolicyPen } from './ability';

/** What the rules look at. */
export interface ActionSubject {
  owner_id: string;
  /** Who did the work, where it is done. */
  done_by: string | null;
  /** Who filled in the check in which it was found. */
  check_executor_id: string | null;
  area_path: readonly string[];
}

export function actionRules({ can, cannot, userId, permits, inAreaOfCaller }: PolicyPen): void {
  const mine = { owner_id: userId };
  can(['view', 'start', 'done', 'comment'], 'Action', mine);
  can('view', 'Action', { check_executor_id: userId });
  if (permits('VIEW_CHECKS')) {
    can('view', 'Action', inAreaOfCaller);
    can('export', 'Action');
  }
  if (!permits('MANAGE_ACTIONS')) return;
  can(['view', 'create', 'update', 'verify', 'return', 'comment', 'sync'], 'Action', inAreaOfCaller);
  cannot(['verify', 'return'], 'Action', mine).because('action.own_work');
  cannot(['verify', 'return'], 'Action', { done_by: userId }).because('action.own_work');
}
