export const PERMISSIONS = [
  'MANAGE_USERS',
  'VIEW_USERS',
  'MANAGE_ROLES',
  'MANAGE_AREAS',
  'CREATE_CHECKLIST',
  'EDIT_CHECKLIST',
  'VIEW_CHECKLISTS',
  'ASSIGN_CHECKS',
  'FILL_CHECKS',
  'REVIEW_CHECKS',
  'VIEW_CHECKS',
  'MANAGE_SCHEDULES',
  'VIEW_SCHEDULES',
  'MANAGE_ACTIONS',
  'GENERATE_REPORTS',
  'VIEW_REPORTS',
  'VIEW_ANALYTICS',
  'VIEW_AUDIT',
  'MANAGE_INTEGRATIONS',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

const SUPERVISOR: readonly Permission[] = [
  'FILL_CHECKS',
  'VIEW_USERS',
  'VIEW_CHECKLISTS',
  'ASSIGN_CHECKS',
  'REVIEW_CHECKS',
  'VIEW_CHECKS',
  'VIEW_SCHEDULES',
  'MANAGE_ACTIONS',
  'GENERATE_REPORTS',
  'VIEW_REPORTS',
  'VIEW_ANALYTICS',
];

/** The roles that a new installation begins with. */
export const SEEDED_ROLES: Record<string, { title: string; permissions: readonly Permission[] }> = {
  admin: { title: 'Администратор', permissions: PERMISSIONS },
  manager: {
    title: 'Руководитель',
    permissions: [
      ...SUPERVISOR,
      'CREATE_CHECKLIST',
      'EDIT_CHECKLIST',
      'MANAGE_SCHEDULES',
      'MANAGE_AREAS',
      'VIEW_AUDIT',
    ],
  },
  supervisor: { title: 'Мастер', permissions: SUPERVISOR },
  executor: { title: 'Исполнитель', permissions: ['FILL_CHECKS'] },
  auditor: { title: 'Аудитор', permissions: PERMISSIONS.filter((name) => name.startsWith('VIEW_')) },
};
