import type { TemplateJson } from '../../../api/schemas/template';
import { TEMPLATES } from '../templates';
import type { Cast } from './cast';
import type { Pace } from './pace';
import type { Teller } from './teller';

/** Creates the forklift template under a name of its own, with a ladder short enough to watch. Returns its id. */
export async function createStoryTemplate(cast: Cast, pace: Pace, teller: Teller): Promise<string> {
  const { chapter, tell, holds, refuses } = teller;
  const { manager, executor, auditor } = cast;
  chapter('Руководитель создаёт шаблон');
  const { structure, settings, description } = TEMPLATES.forklift;
  const body = {
    name: `Погрузчик перед сменой, показ ${new Date().toISOString()}`,
    ...{ description, structure },
    settings: {
      ...settings,
      reminders: [pace.reminder],
      escalation: [
        { after: 'PT0S', to: ['executor', 'supervisor'] },
        { after: pace.secondStep, to: ['role:manager'] },
      ],
    },
  };
  const post = (changed: object) => manager.api.call('POST', '/templates/', { ...body, ...changed });
  await refuses('исполнитель', executor.api.call('POST', '/templates/', body), 403, 'access.denied');
  await refuses('аудитор', auditor.api.call('POST', '/templates/', body), 403, 'access.denied');
  await refuses('неизвестное поле', post({ colour: 'red' }), 400, 'request.invalid');
  await refuses('без вопросов', post({ structure: { sections: [] } }), 422, 'template.no_questions');
  await refuses(
    'срок не по ISO 8601',
    post({ settings: { due_in: '8 часов' } }),
    422,
    'template.bad_duration',
  );
  const rule = { '==': [{ var: 'answers.nothing.value' }, true] };
  const asks = [{ id: 'a', type: 'yes_no', text: 'А?', visible_if: rule }];
  await refuses(
    'правило о неизвестном вопросе',
    post({ structure: { sections: [{ id: 's', title: 'С', questions: asks }] } }),
    422,
    'template.unknown_question',
  );
  await refuses(
    'неизвестная роль',
    post({ settings: { review: 'role:king' } }),
    422,
    'template.unknown_role',
  );

  const template = await manager.api.post<TemplateJson>('/templates/', body);
  const path = `/templates/${template.id}`;
  tell(`«${template.name}», версия ${template.version}`);
  tell(
    `Напоминание за ${pace.words.reminder}, эскалация: сразу и через ${pace.words.secondStep} после срока.`,
  );

  const twin = await refuses('второй с тем же названием', post({}), 409, 'template.name_taken');
  holds('отказ называет, какой шаблон править', Object(twin.body).id === template.id, twin.body);
  const put = (headers: Record<string, string>) => manager.api.call('PUT', path, body, headers);
  await refuses('правка без If-Match', put({}), 428, 'request.precondition_required');
  await refuses('правка чужой версии', put({ 'If-Match': '7' }), 412, 'request.precondition_failed');
  return template.id;
}
