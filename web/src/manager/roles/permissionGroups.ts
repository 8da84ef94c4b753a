import type { Permission } from '../../../../domain/permissions';

export const GROUPS = ['checks', 'plans', 'results', 'plant'] as const;
type Group = (typeof GROUPS)[number];

/** In the order of the pages: what belongs together stands together, the harmless before the mighty. */
const GROUP_OF: Record<Permission, Group> = {
  FILL_CHECKS: 'checks',
  VIEW_CHECKS: 'checks',
  ASSIGN_CHECKS: 'checks',
  REVIEW_CHECKS: 'checks',
  MANAGE_ACTIONS: 'checks',
  VIEW_CHECKLISTS: 'plans',
  CREATE_CHECKLIST: 'plans',
  EDIT_CHECKLIST: 'plans',
  VIEW_SCHEDULES: 'plans',
  MANAGE_SCHEDULES: 'plans',
  VIEW_REPORTS: 'results',
  GENERATE_REPORTS: 'results',
  VIEW_ANALYTICS: 'results',
  VIEW_AUDIT: 'results',
  VIEW_USERS: 'plant',
  MANAGE_USERS: 'plant',
  MANAGE_AREAS: 'plant',
  MANAGE_ROLES: 'plant',
  MANAGE_INTEGRATIONS: 'plant',
};

const ORDERED = Object.keys(GROUP_OF) as Permission[];

export const permissionsIn = (group: Group): Permission[] =>
  ORDERED.filter((permission) => GROUP_OF[permission] === group);

export const inOrder = (permissions: readonly Permission[]): Permission[] =>
  ORDERED.filter((permission) => permissions.includes(permission));
