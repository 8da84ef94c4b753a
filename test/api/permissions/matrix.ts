/**
 * Who may do what, as docs/permissions.md tells it: for each operation, where each role reaches.
 * Callers belong to an area; `below` lies in it, `beside` does not. `mine` lies beside, and is the caller's own.
 */
export const PLACES = ['own', 'below', 'beside', 'mine'] as const;
export type Place = (typeof PLACES)[number];

export const ROLES = ['admin', 'manager', 'supervisor', 'executor', 'auditor'] as const;
export type RoleName = (typeof ROLES)[number];

export type Reach = readonly Place[];
export type Row = Record<RoleName, Reach>;

const AREA: Reach = ['own', 'below'];
const MINE: Reach = ['mine'];
const BOTH: Reach = ['own', 'below', 'mine'];
const NONE: Reach = [];
const EVERYWHERE: Reach = PLACES;

const row = (admin: Reach, manager: Reach, supervisor: Reach, executor: Reach, auditor: Reach): Row => ({
  ...{ admin, manager, supervisor, executor, auditor },
});

/** Everyone signed in. */
const ANYONE = row(EVERYWHERE, EVERYWHERE, EVERYWHERE, EVERYWHERE, EVERYWHERE);
const SEES_CHECK = row(BOTH, BOTH, BOTH, MINE, BOTH);
const FILLS = row(MINE, MINE, MINE, MINE, NONE);
const ASSIGNS = row(AREA, AREA, AREA, NONE, NONE);
const ALL_BUT_EXECUTOR = row(EVERYWHERE, EVERYWHERE, EVERYWHERE, NONE, EVERYWHERE);
const MANAGERS = row(EVERYWHERE, EVERYWHERE, NONE, NONE, NONE);
/** Of what one uploaded, was told, or signed in with. */
const OWNER = row(MINE, MINE, MINE, MINE, MINE);

const SEES_SCHEDULE = row(AREA, AREA, AREA, NONE, AREA);
const PLANS = row(AREA, AREA, NONE, NONE, NONE);
const MANAGES_USERS = row(BOTH, NONE, NONE, NONE, NONE);
const ENDS_SESSIONS = row(BOTH, MINE, MINE, MINE, MINE);
/** Concerns the whole plant: only an administrator without an area may. */
const WHOLE_PLANT = row(NONE, NONE, NONE, NONE, NONE);

const INTEGRATES = row(EVERYWHERE, NONE, NONE, NONE, NONE);

/** Lists are open to all who may see anything of them, and hold only what the caller may see. */
export const MATRIX: Record<string, Row> = {
  'GET /auth/me': ANYONE,
  'POST /auth/logout': ANYONE,
  'POST /auth/password': ANYONE,
  'POST /auth/telegram-link': ANYONE,
  'DELETE /auth/telegram-link': ANYONE,

  'PATCH /auth/me': ANYONE,
  'GET /auth/sessions': ANYONE,
  'DELETE /auth/sessions': ANYONE,
  'DELETE /auth/sessions/{session_id}': OWNER,

  'GET /templates/': ALL_BUT_EXECUTOR,
  'GET /templates/{template_id}': ALL_BUT_EXECUTOR,
  'GET /templates/{template_id}/versions': ALL_BUT_EXECUTOR,
  'GET /templates/{template_id}/export': ALL_BUT_EXECUTOR,
  'POST /templates/': MANAGERS,
  'POST /templates/validate': MANAGERS,
  'POST /templates/import': MANAGERS,
  'PUT /templates/{template_id}': MANAGERS,
  'POST /templates/{template_id}/archive': MANAGERS,
  'PUT /templates/{template_id}/report-template': MANAGERS,
  'DELETE /templates/{template_id}/report-template': MANAGERS,

  'GET /checks/': ANYONE,
  'GET /checks/counts': ANYONE,
  'POST /checks/': ASSIGNS,
  'GET /checks/{check_id}': SEES_CHECK,
  'GET /checks/{check_id}/timeline': SEES_CHECK,
  'GET /checks/{check_id}/comments': SEES_CHECK,
  'GET /checks/{check_id}/answers/{question_id}/revisions': SEES_CHECK,
  'POST /checks/{check_id}/answer': FILLS,
  'POST /checks/{check_id}/answers': FILLS,
  'POST /checks/{check_id}/submit': FILLS,
  'POST /checks/{check_id}/complete': FILLS,
  'POST /checks/{check_id}/decline': FILLS,
  'POST /checks/{check_id}/comment': row(BOTH, BOTH, BOTH, MINE, NONE),
  'POST /checks/{check_id}/review': ASSIGNS,
  'POST /checks/{check_id}/reassign': ASSIGNS,
  'POST /checks/{check_id}/due': ASSIGNS,
  'POST /checks/{check_id}/cancel': ASSIGNS,

  'GET /actions/': ANYONE,
  'POST /actions/': ASSIGNS,
  'GET /actions/{action_id}': SEES_CHECK,
  'GET /actions/{action_id}/timeline': SEES_CHECK,
  'GET /actions/{action_id}/comments': SEES_CHECK,
  'PATCH /actions/{action_id}': ASSIGNS,
  'POST /actions/{action_id}/start': OWNER,
  'POST /actions/{action_id}/done': OWNER,
  'POST /actions/{action_id}/verify': ASSIGNS,
  'POST /actions/{action_id}/return': ASSIGNS,
  'POST /actions/{action_id}/comment': row(BOTH, BOTH, BOTH, MINE, MINE),
  'POST /actions/{action_id}/sync': ASSIGNS,

  'GET /schedules/': ALL_BUT_EXECUTOR,
  'POST /schedules/': PLANS,
  'POST /schedules/preview': MANAGERS,
  'GET /schedules/{schedule_id}': SEES_SCHEDULE,
  'GET /schedules/{schedule_id}/preview': SEES_SCHEDULE,
  'GET /schedules/{schedule_id}/slots': SEES_SCHEDULE,
  'PATCH /schedules/{schedule_id}': PLANS,
  'DELETE /schedules/{schedule_id}': PLANS,
  'POST /schedules/{schedule_id}/pause': PLANS,
  'POST /schedules/{schedule_id}/resume': PLANS,
  'POST /schedules/{schedule_id}/run': PLANS,

  'POST /files/': ANYONE,
  'GET /files/{file_id}': SEES_CHECK,
  'POST /files/{file_id}/complete': OWNER,
  'DELETE /files/{file_id}': OWNER,

  'POST /reports/generate': row(BOTH, BOTH, BOTH, NONE, NONE),
  'GET /reports/': ANYONE,
  'GET /reports/{report_id}': SEES_CHECK,
  'GET /reports/{report_id}/download': SEES_CHECK,

  'GET /notices/': ANYONE,
  'POST /notices/read': ANYONE,
  'POST /notices/{notice_id}/read': OWNER,

  'GET /events': ANYONE,

  'GET /users/': ANYONE,
  'POST /users/': row(AREA, NONE, NONE, NONE, NONE),
  'GET /users/{user_id}': row(BOTH, BOTH, BOTH, MINE, BOTH),
  'PATCH /users/{user_id}': MANAGES_USERS,
  'GET /users/{user_id}/sessions': ENDS_SESSIONS,
  'DELETE /users/{user_id}/sessions': ENDS_SESSIONS,
  'DELETE /users/{user_id}/sessions/{session_id}': ENDS_SESSIONS,

  'GET /roles/': ANYONE,
  'POST /roles/': WHOLE_PLANT,
  'PATCH /roles/{role_id}': WHOLE_PLANT,
  'GET /areas/': ANYONE,
  'POST /areas/': row(AREA, AREA, NONE, NONE, NONE),
  'GET /areas/{area_id}/tag': ANYONE,
  'PATCH /areas/{area_id}': row(AREA, AREA, NONE, NONE, NONE),
  'GET /calendars/': ANYONE,
  'POST /calendars/': MANAGERS,
  'PATCH /calendars/{calendar_id}': MANAGERS,

  'GET /analytics/summary': ALL_BUT_EXECUTOR,

  'GET /exports/checks': ALL_BUT_EXECUTOR,
  'GET /exports/answers': ALL_BUT_EXECUTOR,
  'GET /exports/actions': ALL_BUT_EXECUTOR,

  'GET /integrations/bitrix/calls': INTEGRATES,
  'GET /integrations/bitrix/users': INTEGRATES,
  'PUT /integrations/bitrix/users': INTEGRATES,

  'GET /system/state': INTEGRATES,
  'GET /system/links': INTEGRATES,

  'GET /audit/': row(EVERYWHERE, EVERYWHERE, NONE, NONE, EVERYWHERE),
  'GET /audit/verify': row(EVERYWHERE, EVERYWHERE, NONE, NONE, EVERYWHERE),
  'GET /audit/export': row(EVERYWHERE, EVERYWHERE, NONE, NONE, EVERYWHERE),

  'QUERY me': ANYONE,
  'QUERY checks': ANYONE,
  'QUERY check({check_id})': SEES_CHECK,
  'QUERY reports': ANYONE,
  'QUERY report({report_id})': SEES_CHECK,
  'QUERY templates': ALL_BUT_EXECUTOR,
  'QUERY template({template_id})': ALL_BUT_EXECUTOR,
  'QUERY actions': ANYONE,
  'QUERY action({action_id})': SEES_CHECK,
  'QUERY schedules': ALL_BUT_EXECUTOR,
  'QUERY schedule({schedule_id})': SEES_SCHEDULE,
  'QUERY users': ANYONE,
  'QUERY user({user_id})': row(BOTH, BOTH, BOTH, MINE, BOTH),
  'QUERY analytics': ALL_BUT_EXECUTOR,
  'QUERY auditEntries': row(EVERYWHERE, EVERYWHERE, NONE, NONE, EVERYWHERE),
};

const MARKS: [Reach, string][] = [
  [EVERYWHERE, '●'],
  [BOTH, 'area, own'],
  [AREA, 'area'],
  [MINE, 'own'],
  [NONE, '–'],
];
const markOf = (reach: Reach): string =>
  MARKS.find(([known]) => known.join() === reach.join())?.[1] ?? reach.join(', ');

/** docs/permissions.md */
export function permissionsDocument(): string {
  const rows = Object.entries(MATRIX).map(
    ([operation, reach]) => `| \`${operation}\` | ${ROLES.map((role) => markOf(reach[role])).join(' | ')} |`,
  );
  return `# Who may do what

Of the roles that a new installation begins with; made from the table that the tests hold every operation against.
\`area\`: in the caller's area and those below it; a caller without an area reaches the whole plant. \`own\`: what is
assigned to the caller, or was made by the caller. ● everything, – nothing. What a caller may not see is not there for
the caller (404); what may be seen but not done is refused (403). Nobody reviews their own check. Roles concern the
whole plant: only an administrator without an area changes them. \`QUERY\` is a field of GraphQL.

| operation | ${ROLES.join(' | ')} |
|---|${ROLES.map(() => '---').join('|')}|
${rows.join('\n')}
`;
}
