import type { CheckJson } from '../../../api/schemas/check';
import type { Cast } from './cast';
import type { Pace } from './pace';
import type { Teller } from './teller';

const localTime = ({ due_at, area }: CheckJson): string =>
  new Date(due_at).toLocaleString('ru', { timeZone: area?.time_zone ?? 'UTC' });

const NOBODY = '01900000-0000-7000-8000-000000000000';

/** The supervisor opens a check that is soon due. */
export async function openStoryCheck(
  template_id: string,
  cast: Cast,
  pace: Pace,
  { chapter, tell, holds, refuses }: Teller,
): Promise<CheckJson> {
  const { supervisor, executor, stranger, auditor } = cast;
  chapter(`Мастер назначает проверку со сроком через ${pace.words.due}`);
  const soon = () => new Date(Date.now() + pace.dueInMs).toISOString();
  const body = { template_id, executor_id: executor.id };
  const post = (changed: object) => supervisor.api.call('POST', '/checks/', { ...body, ...changed });
  const open = (api: Cast['executor']['api']) => api.call('POST', '/checks/', body);
  await refuses('исполнитель сам себе', open(executor.api), 403, 'access.denied');
  await refuses('аудитор', open(auditor.api), 403, 'access.denied');
  await refuses('без исполнителя', post({ executor_id: undefined }), 400, 'request.invalid');
  await refuses('срок словами', post({ due_at: 'завтра' }), 400, 'request.invalid');
  await refuses('срок в прошлом', post({ due_at: '2020-01-01T00:00:00Z' }), 422, 'check.due_in_past');
  await refuses('неизвестный шаблон', post({ template_id: NOBODY }), 422, 'check.unknown_template');
  await refuses('неизвестный исполнитель', post({ executor_id: NOBODY }), 422, 'check.unknown_executor');
  await refuses(
    'исполнитель, который не заполняет проверки',
    post({ executor_id: auditor.id }),
    422,
    'check.unknown_executor',
  );

  const check = await supervisor.api.post<CheckJson>('/checks/', {
    ...body,
    due_at: soon(),
    title: 'Погрузчик № 21 перед сменой',
  });
  const path = `/checks/${check.id}`;
  tell(`«${check.title}», участок «${check.area?.name}», срок ${localTime(check)}`);
  const mine = await executor.api.get<CheckJson>(path);
  holds(
    'исполнителю можно: ответить, прокомментировать, сдать, отказаться',
    mine.may.join() === 'answer,comment,submit,decline',
    mine.may,
  );
  await refuses('чужая проверка', stranger.api.call('GET', path), 404, 'check.not_found');
  await refuses(
    'неизвестная проверка',
    executor.api.call('GET', `/checks/${NOBODY}`),
    404,
    'check.not_found',
  );
  await refuses('номер вместо UUID', executor.api.call('GET', '/checks/42'), 404, 'check.not_found');
  return check;
}
