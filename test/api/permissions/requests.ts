import type { ApiClient, ApiReply } from '../../support/client';
import type { Place, RoleName } from './matrix';
import type { Scene } from './scene';

const KINDS = {
  check_id: 'check',
  action_id: 'action',
  file_id: 'file',
  report_id: 'report',
  notice_id: 'notice',
  template_id: 'template',
  role_id: 'role',
  area_id: 'area',
  calendar_id: 'calendar',
  schedule_id: 'schedule',
} as const;
const TEMPLATE = {
  name: 'Обход',
  structure: { sections: [{ id: 's', title: 'С', questions: [{ id: 'q', type: 'yes_no', text: 'Да?' }] }] },
};

let count = 0;
const named = () => ({ ...TEMPLATE, name: `Обход ${++count}` });
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

function upload(name: string, content: string): FormData {
  const form = new FormData();
  form.append('file', new Blob([content]), name);
  return form;
}

const aPerson = (area_id: string, role_id: string) => ({
  ...{
    area_id,
    role_id,
    username: `person-${++count}`,
    full_name: 'Пётр Новый',
    password: 'correct horse battery',
  },
});

/** A body that only rights could refuse. */
async function bodyOf(operation: string, scene: Scene, role: RoleName, place: Place): Promise<unknown> {
  const areaId = scene.areas[place === 'mine' ? 'beside' : place];
  switch (operation) {
    case 'POST /templates/':
    case 'POST /templates/validate':
    case 'PUT /templates/{template_id}':
      return named();
    case 'POST /templates/import':
      return upload('a.json', JSON.stringify(named()));
    case 'PUT /templates/{template_id}/report-template':
      return upload('a.fodt', '<?xml version="1.0"?>');
    case 'PATCH /auth/me':
      return { locale: 'ru' };
    case 'POST /checks/':
      return { template_id: scene.template, executor_id: scene.other, area_id: areaId };
    case 'POST /checks/{check_id}/answer':
      return { question_id: 'horn', value: true };
    case 'POST /checks/{check_id}/answers':
      return { answers: [{ question_id: 'horn', value: true }] };
    case 'POST /checks/{check_id}/comment':
      return { text: 'Видно' };
    case 'POST /checks/{check_id}/review':
      return { decision: 'accept' };
    case 'POST /checks/{check_id}/reassign':
      return { executor_id: scene.other };
    case 'POST /checks/{check_id}/due':
      return { due_at: inAnHour() };
    case 'POST /checks/{check_id}/decline':
    case 'POST /checks/{check_id}/cancel':
      return { reason: 'Причина' };
    case 'POST /actions/':
      return {
        ...{ title: 'Заменить лампу', priority: 'low', due_at: inAnHour() },
        ...{ owner_id: await scene.objectFor('user', role, place === 'mine' ? 'beside' : place) },
      };
    case 'PATCH /actions/{action_id}':
      return { priority: 'high' };
    case 'POST /actions/{action_id}/return':
      return { reason: 'Причина' };
    case 'POST /actions/{action_id}/comment':
      return { text: 'Видно' };
    case 'POST /users/':
      return aPerson(areaId, await scene.objectFor('role', role, place));
    case 'PATCH /users/{user_id}':
      return { full_name: 'Пётр Переименованный' };
    case 'POST /roles/':
      return { name: `role-${++count}`, title: 'Роль', permissions: [] };
    case 'PATCH /roles/{role_id}':
      return { title: 'Роль' };
    case 'POST /areas/':
      return { name: `Участок ${++count}`, parent_id: areaId, time_zone: 'Europe/Moscow' };
    case 'PATCH /areas/{area_id}':
      return { name: `Участок ${++count}` };
    case 'POST /calendars/':
      return { name: `Календарь ${++count}`, week: {}, holidays: [], working_days: [] };
    case 'PATCH /calendars/{calendar_id}':
      return { holidays: ['2027-01-01'] };
    case 'POST /schedules/':
      return {
        ...{
          name: `Обход ${++count}`,
          cron_expression: '0 8 * * *',
          time_zone: 'Europe/Moscow',
          area_id: areaId,
        },
        ...{ template_id: scene.template, executor_ids: [scene.other], assignment: 'each' },
      };
    case 'POST /schedules/preview':
      return { cron_expression: '0 8 * * *', time_zone: 'Europe/Moscow' };
    case 'PATCH /schedules/{schedule_id}':
      return { name: `Обход ${++count}` };
    case 'PUT /integrations/bitrix/users':
      return { items: [] };
    case 'POST /files/':
      return { name: 'a.jpg', content_type: 'image/jpeg', size_bytes: 10 };
    case 'POST /reports/generate':
      return { check_id: await scene.objectFor('check', role, place), format: 'JSON' };
    default:
      return operation.startsWith('GET') || operation.startsWith('DELETE') ? undefined : {};
  }
}

/** Sends one operation for an object in that place. */
export async function requestOf(
  operation: string,
  scene: Scene,
  role: RoleName,
  place: Place,
  client: ApiClient,
): Promise<ApiReply> {
  const [method = '', template = ''] = operation.split(' ');
  const body = await bodyOf(operation, scene, role, place);
  let path = template.replace('{question_id}', 'horn');
  for (const [parameter, kind] of Object.entries(KINDS)) {
    if (path.includes(`{${parameter}}`))
      path = path.replace(`{${parameter}}`, await scene.objectFor(kind, role, place));
  }
  if (path.includes('{user_id}')) {
    const user = await scene.objectFor('user', role, place);
    path = path
      .replace('{user_id}', user)
      .replace('{session_id}', await scene.sessionOf(user).catch(() => user));
  }
  if (path.includes('{session_id}'))
    path = path.replace('{session_id}', await scene.objectFor('session', role, place));
  if (path.startsWith('/exports/')) path += '?format=csv';
  if (method === 'QUERY') return queryOf(path, client);
  if (method === 'GET') return client.get(path);
  if (method === 'PATCH') return client.patch(path, body);
  if (method === 'DELETE') return client.delete(path);
  if (method === 'PUT') return client.put(path, body, { 'if-match': '1' });
  return client.post(path, body);
}

/** A field of GraphQL, answered as REST would: the status stands for the error's code. */
async function queryOf(field: string, client: ApiClient): Promise<ApiReply> {
  const [name = '', id] = field.replace(')', '').split('(');
  const argument = id ? `(id: "${id}")` : '';
  const part = /^(checks|actions|reports|schedules|templates|users|auditEntries)$/.test(name)
    ? 'edges { cursor }'
    : name === 'analytics'
      ? 'checks'
      : 'id';
  // The client's paths begin below /api/v1.
  const reply = await client.post('/../../graphql', { query: `{ ${name}${argument} { ${part} } }` });
  const code: string = reply.body.errors?.[0]?.extensions?.code ?? '';
  const refused = code.endsWith('not_found') ? 404 : code === 'access.denied' ? 403 : undefined;
  return { ...reply, status: refused ?? reply.status };
}
