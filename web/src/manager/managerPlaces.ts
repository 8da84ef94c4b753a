import type { Permission } from '../../../domain/permissions';

/** What the navigation offers beyond the executor's own pages, by what a role permits. */
export const MANAGER_PLACES: readonly { path: string; name: ManagerPlace; needs: readonly Permission[] }[] = [
  { path: '/board', name: 'board', needs: ['VIEW_CHECKS', 'REVIEW_CHECKS'] },
  { path: '/actions', name: 'actions', needs: ['VIEW_CHECKS', 'MANAGE_ACTIONS'] },
  { path: '/schedules', name: 'schedules', needs: ['VIEW_SCHEDULES', 'MANAGE_SCHEDULES'] },
];

export type ManagerPlace = 'board' | 'actions' | 'schedules';
