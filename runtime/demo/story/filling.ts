import type { CheckJson } from '../../../api/schemas/check';
import type { Person, Cast } from './cast';
import { GOOD_ANSWERS } from '../templates';
import { uploadByPolicy } from './photo';
import type { Teller } from './teller';

const HALF = 8;

interface Receipt {
  failed: boolean;
  status: string;
  progress: { answered: number; required: number; total: number };
}

export async function answerHalf(check: CheckJson, cast: Cast, teller: Teller): Promise<void> {
  const { chapter, refuses } = teller;
  const { executor, supervisor, stranger, auditor } = cast;
  chapter('Исполнитель отвечает на половину вопросов');
  const path = `/checks/${check.id}`;
  const answer = (body: object) => executor.api.call('POST', `${path}/answer`, body);
  const asWhole = { question_id: 'waistcoat', value: true };
  const foreign = (person: Person) => person.api.call('POST', `${path}/answer`, asWhole);
  await refuses('чужой исполнитель', foreign(stranger), 404, 'check.not_found');
  await refuses('мастер за исполнителя', foreign(supervisor), 403, 'check.not_executor');
  await refuses('аудитор', foreign(auditor), 403, 'check.not_executor');
  await refuses('ответ без вопроса', answer({ value: true }), 400, 'request.invalid');
  const wrong = (question_id: string, rest: object, code: string, what: string) =>
    refuses(what, answer({ question_id, ...rest }), 422, code);
  await wrong('horse', { value: true }, 'answer.unknown_question', 'неизвестный вопрос');
  await wrong('waistcoat', { value: 'да' }, 'answer.wrong_type', 'текст вместо да/нет');
  await wrong('tyres', { value: 'square' }, 'answer.unknown_option', 'вариант, которого нет');
  await wrong('motor_hours', { value: -5 }, 'answer.impossible', 'невозможное число');
  await wrong('motor_hours', { value: 1.234 }, 'answer.too_many_decimals', 'лишние знаки после запятой');
  await wrong('forks', { na: true }, 'answer.na_not_allowed', '«не применимо», где нельзя');
  await wrong('stop_note', { value: true }, 'answer.not_answerable', 'ответ на указание');
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  await wrong(
    'waistcoat',
    { value: true, answered_at: tomorrow },
    'answer.from_the_future',
    'ответ из будущего',
  );
  const many = Array.from({ length: 201 }, () => asWhole);
  await refuses(
    'пакет из 201 ответа',
    executor.api.call('POST', `${path}/answers`, { answers: many }),
    400,
    'request.invalid',
  );
  const report = { check_id: check.id, format: 'PDF' };
  await refuses(
    'отчёт раньше времени',
    supervisor.api.call('POST', '/reports/generate', report),
    409,
    'report.check_open',
  );
  const accept = supervisor.api.call('POST', `${path}/review`, { decision: 'accept' });
  await refuses('приёмка несданной проверки', accept, 409, 'check.not_submitted');

  const half = Object.entries(GOOD_ANSWERS.forklift)
    .filter(([id]) => id !== 'forks' && id !== 'signature')
    .slice(0, HALF);
  await answerAll(executor, path, half, teller);
}

/** The rest, with the forks cracked; then what the product demands for that. */
export async function answerRest(
  check: CheckJson,
  { executor, stranger }: Cast,
  teller: Teller,
): Promise<void> {
  const { chapter, tell, holds, refuses } = teller;
  chapter('Исполнитель отвечает на остальное: вилы с трещиной');
  const path = `/checks/${check.id}`;
  const { answers } = await executor.api.get<CheckJson>(path);
  const rest = Object.entries(GOOD_ANSWERS.forklift).filter(([id]) => !answers[id] && id !== 'signature');
  const failing = rest.map(([id, value]) => [id, id === 'forks' ? false : value] as const);
  await answerAll(executor, path, failing, teller);

  const early = await refuses(
    'сдача без подписи, комментария и фото',
    executor.api.call('POST', `${path}/submit`),
    409,
    'check.incomplete',
  );
  const missing = (Object(early.body).errors ?? []) as { path: string; message: string }[];
  for (const fault of missing) tell(`    ${fault.path}: ${fault.message}`);
  holds('названо всё, чего не хватает', missing.length === 3, missing);

  const photo = await uploadByPolicy('crackedFork', executor.api, stranger.api, teller);
  await executor.api.post(`${path}/comment`, {
    question_id: 'forks',
    text: 'Трещина в пятке левой вилы, около 4 см. Погрузчик поставлен на стоянку, ключ у мастера.',
    files: [photo],
  });
  tell('Комментарий с фотографией добавлен к вопросу о вилах.');
  const signature = await uploadByPolicy('signature', executor.api, stranger.api);
  await answerAll(executor, path, [['signature', signature]], teller);
}

async function answerAll(
  { api }: Person,
  path: string,
  answers: (readonly [string, unknown])[],
  { tell, holds }: Teller,
): Promise<void> {
  const results = await api.post<{
    results: ({ status: number; question_id?: string } & Partial<Receipt>)[];
  }>(`${path}/answers`, {
    answers: answers.map(([question_id, value]) => ({
      question_id,
      value,
      client_id: `story:${question_id}`,
    })),
  });
  const bad = results.results.filter(({ status }) => status !== 200);
  holds(`ответов принято: ${answers.length}`, bad.length === 0, bad);
  const { answered = 0, total = 0 } = results.results.at(-1)?.progress ?? {};
  const failed = results.results.flatMap((result) => (result.failed ? [result.question_id] : []));
  tell(`Заполнено ${answered} из ${total}.${failed.length > 0 ? ` Отказ: ${failed.join(', ')}.` : ''}`);
}
