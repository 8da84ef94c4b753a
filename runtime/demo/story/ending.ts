import type { CheckJson } from '../../../api/schemas/check';
import type { Cast } from './cast';
import type { Teller } from './teller';

/** Handed in, returned in vain, accepted by the supervisor. */
export async function submitAndReview({ id }: CheckJson, cast: Cast, teller: Teller): Promise<void> {
  const { chapter, tell, holds, refuses } = teller;
  const { executor, supervisor, stranger, auditor } = cast;
  const path = `/checks/${id}`;
  chapter('Исполнитель сдаёт проверку');
  await refuses(
    'сдаёт не исполнитель',
    supervisor.api.call('POST', `${path}/submit`),
    403,
    'check.not_executor',
  );
  await refuses('сдаёт посторонний', stranger.api.call('POST', `${path}/submit`), 404, 'check.not_found');
  const submitted = await executor.api.post<CheckJson>(`${path}/submit`);
  holds('ждёт приёмки, эскалация остановлена', submitted.status === 'submitted', submitted.status);
  holds('критический отказ: не годен', submitted.verdict === 'fail', submitted.verdict);
  tell(`Балл ${submitted.score?.toLocaleString('ru')}.`);
  const late = { question_id: 'horn', value: false };
  await refuses(
    'ответ после сдачи',
    executor.api.call('POST', `${path}/answer`, late),
    409,
    'check.submitted',
  );
  await refuses('вторая сдача', executor.api.call('POST', `${path}/submit`), 409, 'check.submitted');
  const due = { due_at: new Date(Date.now() + 3_600_000).toISOString() };
  await refuses(
    'перенос срока сданной',
    supervisor.api.call('POST', `${path}/due`, due),
    409,
    'check.submitted',
  );

  chapter('Мастер принимает');
  const review = (person: Cast['manager'], body: object) => person.api.call('POST', `${path}/review`, body);
  const accept = { decision: 'accept' };
  await refuses('исполнитель принимает сам у себя', review(executor, accept), 403, 'access.denied');
  await refuses('аудитор', review(auditor, accept), 403, 'access.denied');
  await refuses('неизвестное решение', review(supervisor, { decision: 'maybe' }), 400, 'request.invalid');
  await refuses('возврат без причины', review(supervisor, { decision: 'return' }), 422, 'field.missing');
  const accepted = await supervisor.api.post<CheckJson>(`${path}/review`, {
    ...accept,
    reason: 'На линию не выпускать, вилы в замену',
  });
  holds('проверка завершена', accepted.status === 'completed', accepted.status);
  await refuses('вторая приёмка', review(supervisor, accept), 409, 'check.closed');
  await refuses('ответ после конца', executor.api.call('POST', `${path}/answer`, late), 409, 'check.closed');
  await refuses(
    'отмена после конца',
    supervisor.api.call('POST', `${path}/cancel`, { reason: 'поздно' }),
    409,
    'check.closed',
  );
}
